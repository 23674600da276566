// Light or dark: what the person chose here, otherwise what their system says. Runs before the first paint.
(() => {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const chosen = () => { try { return localStorage.getItem('theme'); } catch { return null; } };
  const show = () => { document.documentElement.dataset.bsTheme = chosen() ?? (dark.matches ? 'dark' : 'light'); };
  show();
  dark.addEventListener('change', show);
  document.documentElement.classList.add('scripted');
  window.switchTheme = () => {
    try { localStorage.setItem('theme', document.documentElement.dataset.bsTheme === 'dark' ? 'light' : 'dark'); } catch { /* private mode */ }
    show();
    document.dispatchEvent(new Event('theme:changed'));
  };
})();
