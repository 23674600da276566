// What pages do in the browser. Every page works without it; each block below adds one comfort.
(() => {
  'use strict';
  const texts = JSON.parse(document.body.dataset.texts || '{}');
  const say = (key, values = {}) => (texts[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
  const all = (root, selector) => [...(root.matches?.(selector) ? [root] : []), ...root.querySelectorAll(selector)];
  const on = (event, handler, options) => document.addEventListener(event, handler, options);
  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  const here = () => location.pathname + location.search;

  // ---------- storage that may be switched off ----------
  const stores = [() => sessionStorage, () => localStorage];
  const read = key => { for (const store of stores) try { const found = store().getItem(key); if (found) return JSON.parse(found); } catch { /* not available */ } return null; };
  const write = (key, value) => { for (const store of stores) try { store().setItem(key, JSON.stringify(value)); } catch { /* full or not available */ } };
  const forget = key => { for (const store of stores) try { store().removeItem(key); } catch { /* not available */ } };

  // ---------- messages ----------
  const banner = text => {
    const place = document.getElementById('banner');
    if (!place) return;
    clearsLater = !text && isPressed;
    if (clearsLater) return;
    place.textContent = text ?? '';
    place.hidden = !text;
  };
  let clearsLater = false;
  const toast = text => {
    const note = make('div', { className: 'sw-toast' }, make('span', { textContent: text }));
    note.dataset.tone = 'good';
    document.getElementById('flash')?.replaceChildren(note);
    setTimeout(() => note.remove(), 2500);
  };
  on('click', event => event.target.closest('[data-dismiss]')?.parentElement.remove());

  // ---------- drafts: what was typed outlives the page, the connection and the session ----------
  const draftKey = key => `draft:${document.body.dataset.user}:${key}`;
  const isKept = field => field.name && !field.disabled && !['password', 'file', 'submit', 'button', 'reset'].includes(field.type)
    && (field.type !== 'hidden' || field.hasAttribute('data-picker-value'));
  const typed = form => {
    const values = {};
    for (const field of [...form.elements].filter(isKept)) {
      values[field.name] ??= [];
      if (['checkbox', 'radio'].includes(field.type) ? field.checked : true) values[field.name].push(field.value);
    }
    return values;
  };
  const fill = (form, values) => {
    const seen = {};
    for (const field of [...form.elements].filter(isKept)) {
      const kept = values[field.name];
      if (!kept) continue;
      if (['checkbox', 'radio'].includes(field.type)) field.checked = kept.includes(field.value);
      else field.value = kept[seen[field.name] = (seen[field.name] ?? -1) + 1] ?? '';
      field.dispatchEvent(new Event('draft:filled', { bubbles: true }));
    }
  };
  const keepDraft = (form, sent) => {
    const key = draftKey(form.dataset.draft);
    const once = sent ? form.elements._once?.value : read(key)?.once;
    write(key, { at: new Date().toISOString(), values: typed(form), once });
  };
  const restoreDraft = form => {
    const key = draftKey(form.dataset.draft), draft = read(key);
    if (!draft || form.dataset.refused || JSON.stringify(draft.values) === JSON.stringify(typed(form))) return;
    const before = typed(form), once = form.elements._once?.value;
    fill(form, draft.values);
    if (draft.once && form.elements._once) form.elements._once.value = draft.once;
    const when = new Date(draft.at).toLocaleString(document.documentElement.lang, { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' });
    const discard = make('button', { type: 'button', textContent: say('discard') });
    const note = make('div', { className: 'sw-draft-note', role: 'status' }, make('span', { textContent: say('restored', { when }) }), discard);
    discard.addEventListener('click', () => {
      forget(key);
      fill(form, before);
      if (form.elements._once) form.elements._once.value = once;
      note.remove();
    });
    form.prepend(note);
    // What was sent before the session expired, and never arrived, is not left in a closed dialog.
    if (isFirst && draft.once && !document.querySelector('dialog[open]')) openDialog(form.closest('dialog'));
  };
  let isFirst = true, draftTimer;
  on('input', event => {
    const form = event.target.form;
    if (!form?.dataset.draft) return;
    clearTimeout(draftTimer);
    draftTimer = setTimeout(() => keepDraft(form), 250);
  });
  on('submit', event => { if (event.target.dataset.draft) { clearTimeout(draftTimer); keepDraft(event.target, true); } });

  // ---------- requests: progress, lost connection, expired session ----------
  // Nobody waits for a look at what others changed: its end says nothing about the page that somebody has asked for.
  const awaited = new Set();
  const keepAwaited = (event, begins) => {
    const { ctx } = event.detail;
    if (!ctx || ctx.lookedAt) return;
    if (begins) { awaited.add(ctx); ctx.sentAt = performance.now(); } else awaited.delete(ctx);
    document.documentElement.classList.toggle('sw-busy', awaited.size > 0);
  };
  on('htmx:before:request', event => keepAwaited(event, true));
  on('htmx:finally:request', event => keepAwaited(event, false));
  // A page that is asked for takes the place of the one asked for before, whose late answer would throw back whoever has gone on.
  // What is being saved is waited for instead, ten seconds at most: only its answer says whether it was.
  let wanted;
  const isPage = ctx => ctx.push === 'true' || ctx.target === document.body;
  const isRead = ctx => ctx.request.method === 'GET';
  const isSaving = () => [...awaited].some(ctx => !isRead(ctx) && !ctx.response && performance.now() - ctx.sentAt < 10_000);
  on('htmx:config:request', event => {
    const { ctx } = event.detail;
    if (!isPage(ctx)) return;
    if (isRead(ctx) && isSaving() && !ctx.request.headers['HX-History-Restore-Request']) { event.preventDefault(); return; }
    wanted = ctx;
    for (const earlier of awaited) if (isPage(earlier) && isRead(earlier)) earlier.request.abort?.();
  });
  on('htmx:before:swap', event => { const { ctx } = event.detail; if (ctx && isPage(ctx) && isRead(ctx) && ctx !== wanted) event.preventDefault(); });
  on('htmx:error', event => { if (event.detail?.ctx) banner(say('offline')); });
  on('htmx:before:response', event => {
    const { request, response } = event.detail.ctx;
    banner();
    if (response.headers.get('X-Sign-In') === 'required') {
      event.preventDefault();
      location.href = request.method === 'GET' ? response.raw.url : `${document.body.dataset.signIn}?back=${encodeURIComponent(here())}`;
    } else if (response.status > 501 || response.status >= 500 && request.method !== 'GET') {
      event.preventDefault();
      banner(say('failed', { status: response.status }));
    }
  });
  // A refused form stays at the address of its page: the address it was sent to cannot be loaded again.
  on('htmx:before:history:update', event => { if (event.detail.response?.status >= 400 && event.detail.sourceElement?.matches?.('form[method=post]')) event.preventDefault(); });
  addEventListener('offline', () => banner(say('offline')));
  addEventListener('online', () => { banner(); toast(say('online')); });

  // ---------- dialogs ----------
  const openDialog = dialog => { if (dialog && !dialog.open) { dialog.showModal(); dialog.querySelector('[data-focus], .sw-dialog-body :is(input:not([type=hidden]), select, textarea)')?.focus(); } };
  on('click', event => {
    const opener = event.target.closest('[data-dialog]'), closer = event.target.closest('[data-close]');
    if (opener) { event.preventDefault(); openDialog(document.getElementById(opener.dataset.dialog)); }
    else if (closer) { event.preventDefault(); closer.closest('dialog')?.close(); }
    else if (event.target.matches?.('dialog.sw-dialog') && isOutside(event)) event.target.close();
  });
  const isOutside = event => {
    const box = event.target.getBoundingClientRect();
    return event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
  };

  // ---------- help: beside the page, so that nothing half typed is lost ----------
  let askedFrom;
  const helpPanel = () => document.querySelector('#help.show');
  const openHelp = () => {
    const opener = document.querySelector('[data-help]'), panel = document.getElementById('help');
    if (!opener || !panel) return false;
    // What lies on top of the page covers the panel as well.
    if (document.querySelector('dialog[open]')) { open(opener.href, '_blank', 'noopener'); return true; }
    askedFrom = document.activeElement;
    tabler.Offcanvas.getOrCreateInstance(panel).show();
    panel.focus();
    htmx.ajax('GET', opener.href, { source: '#help', target: '#help-body', select: '#help-text', swap: 'innerHTML', push: 'false' });
    return true;
  };
  const closeHelp = () => {
    const panel = helpPanel();
    if (!panel) return;
    tabler.Offcanvas.getOrCreateInstance(panel).hide();
    if (askedFrom?.isConnected) askedFrom.focus();
  };
  on('click', event => {
    if (event.target.closest('[data-help]') && !event.ctrlKey && !event.metaKey) { if (helpPanel()) { closeHelp(); event.preventDefault(); } else if (openHelp()) event.preventDefault(); }
    else if (event.target.closest('[data-help-close]')) closeHelp();
  });
  // From within the panel one goes elsewhere in another tab.
  const awayInAnotherTab = link => { link.target = '_blank'; link.rel = 'noopener'; };

  // ---------- "are you sure" ----------
  let asked;
  on('submit', event => {
    const form = event.target;
    if (!form.dataset?.confirm || form === asked) { asked = null; return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    const dialog = document.getElementById('confirm');
    dialog.querySelector('#confirm-text').textContent = form.dataset.confirm;
    dialog.querySelector('[data-confirm-yes]').onclick = () => { dialog.close(); asked = form; form.requestSubmit(event.submitter); };
    dialog.showModal();
  }, true);

  // ---------- menu on a telephone, theme, scroll of the menu ----------
  on('click', event => {
    const open = event.target.closest('[data-side-open]'), close = event.target.closest('[data-side-close]');
    if (!open && !close) return;
    event.preventDefault();
    const shell = document.querySelector('.sw-shell');
    if (open) { shell.dataset.menu = 'open'; shell.querySelector('.sw-nav a')?.focus(); } else delete shell.dataset.menu;
  });
  on('click', event => { if (event.target.closest('[data-theme-switch]')) window.switchTheme(); });
  const scrolls = new Map();
  on('htmx:before:swap', () => all(document.body, '[data-keep-scroll]').forEach(e => scrolls.set(e.dataset.keepScroll, e.scrollTop)));
  // htmx copies style attributes between elements of one id, which the content security policy forbids.
  on('htmx:before:swap', () => all(document.body, '[id][style]').forEach(e => e.removeAttribute('style')));

  // ---------- filters and ticked rows ----------
  let filterTimer;
  const filterSoon = (event, wait) => {
    const form = event.target.closest?.('form[data-filters]');
    if (!form) return;
    clearTimeout(filterTimer);
    filterTimer = setTimeout(() => form.requestSubmit(), wait);
  };
  on('change', event => { if (event.target.type !== 'search') filterSoon(event, 0); });
  on('input', event => { if (event.target.type === 'search' && !event.isComposing) filterSoon(event, 350); });
  on('compositionend', event => { if (event.target.type === 'search') filterSoon(event, 350); });
  // Filters that say nothing stay out of the address.
  on('htmx:config:request', event => {
    const { sourceElement, request } = event.detail.ctx;
    if (sourceElement.matches?.('form[data-filters]')) for (const [name, value] of [...request.body]) if (value === '') request.body.delete(name);
  });
  on('change', event => {
    const name = event.target.dataset?.selectAll;
    if (name) all(event.target.closest('table'), `tbody input[name="${name}"]`).forEach(box => { box.checked = event.target.checked; });
  });

  // ---------- live: what others change is shown by itself, unless someone is just typing here ----------
  let stream, heard, mayHaveMissed = false, lookTimer, saved = -Infinity, looksLater = false;
  const isAtWork = () => document.querySelector('dialog[open], details.sw-remove[open], #main .sw-draft-note, .dropdown-menu.show')
    || [...document.querySelectorAll('#main form[method=post]')].some(form => [...form.elements].some(f => isKept(f) && !f.closest('dialog') && (f.value !== f.defaultValue && f.type !== 'checkbox' && f.type !== 'radio' && f.tagName !== 'SELECT')))
    || document.activeElement?.matches?.('#main input, #main textarea, #main select') || String(getSelection()).length > 0;
  const look = () => {
    const place = document.querySelector('[data-live]');
    if (!place || document.visibilityState !== 'visible') { mayHaveMissed = true; return; }
    if (isPressed) { looksLater = true; return; }
    if (awaited.size) { lookSoon(); return; }
    if (isAtWork()) { if (performance.now() - saved < 2000) looksLater = true; else tellChanged(); return; }
    looksLater = false;
    document.getElementById('changed')?.remove();
    htmx.ajax('GET', here(), { source: '#main', target: '#main', select: '#main', selectOOB: '#top-end', swap: 'outerMorph', push: 'false', lookedAt: here() });
  };
  // While the page was on its way someone may have gone elsewhere or begun to work.
  let stoodOn;
  on('htmx:before:swap', event => {
    const { lookedAt } = event.detail.ctx ?? {};
    if (!lookedAt) return;
    if (lookedAt !== here()) event.preventDefault();
    else if (isPressed) { event.preventDefault(); looksLater = true; }
    else if (isAtWork()) { event.preventDefault(); tellChanged(); }
    else stoodOn = document.activeElement?.closest('#main a[href]')?.getAttribute('href');
  });
  // Between pressing and letting go nothing moves away from under the finger.
  let isPressed = false;
  on('pointerdown', () => { isPressed = true; }, true);
  for (const end of ['pointerup', 'pointercancel', 'contextmenu']) on(end, () => { isPressed = false; if (looksLater) lookSoon(); if (clearsLater) setTimeout(banner); }, true);
  // Rows move and are written anew: the key Enter opens the record one stood on, or none.
  on('htmx:after:swap', event => {
    const at = document.activeElement;
    if (!event.detail.ctx?.lookedAt || !stoodOn || at?.getAttribute('href') === stoodOn) return;
    const found = document.querySelector(`#main a[href="${CSS.escape(stoodOn)}"]`);
    if (found) found.focus(); else at?.blur();
  });
  const tellChanged = () => {
    if (document.getElementById('changed')) return;
    const show = make('button', { type: 'button', className: 'btn btn-sm', textContent: say('look') });
    show.addEventListener('click', () => location.reload());
    document.getElementById('main').prepend(make('div', { id: 'changed', className: 'sw-changed', role: 'status' }, make('span', { textContent: say('changed') }), show));
  };
  // The page already shows what one has just saved oneself: no bar for that, only a look once the hands are free.
  on('htmx:finally:request', event => { if (event.detail.ctx && event.detail.ctx.request?.method !== 'GET') saved = performance.now(); });
  on('close', () => { if (looksLater) lookSoon(); }, true);
  const lookSoon = () => { clearTimeout(lookTimer); lookTimer = setTimeout(look, 120 + Math.random() * 180); };
  const listen = () => {
    const place = document.querySelector('[data-live]');
    const url = place && document.visibilityState === 'visible' ? `/live?on=${encodeURIComponent(place.dataset.live)}` : null;
    if (url === heard && stream?.readyState !== 2) return;
    stream?.close();
    [stream, heard] = [null, url];
    if (!url) return;
    stream = new EventSource(url);
    stream.addEventListener('hello', () => { if (mayHaveMissed) lookSoon(); mayHaveMissed = false; });
    stream.addEventListener('changed', lookSoon);
    stream.addEventListener('error', () => { mayHaveMissed = true; });
  };
  on('visibilitychange', () => { if (document.visibilityState !== 'visible') mayHaveMissed = true; listen(); });
  addEventListener('pagehide', () => stream?.close());

  // ---------- uploads: a bar while they go, one's mistakes told before they cost time ----------
  const send = form => {
    const field = form.querySelector('input[type=file]'), bar = form.querySelector('progress');
    const tooLarge = [...field.files].find(file => file.size > +field.dataset.largest);
    if (tooLarge) { banner(field.dataset.tooLarge.replace('{name}', tooLarge.name)); return; }
    if (!field.files.length) { field.click(); return; }
    const request = new XMLHttpRequest();
    request.open('POST', form.action);
    request.setRequestHeader('HX-Request-Type', 'partial');
    request.upload.addEventListener('progress', event => { bar.hidden = false; bar.value = event.lengthComputable ? 100 * event.loaded / event.total : 0; });
    request.addEventListener('error', () => { bar.hidden = true; banner(say('offline')); });
    request.addEventListener('load', () => {
      const next = request.getResponseHeader('HX-Redirect') || request.getResponseHeader('HX-Location');
      if (!next) { bar.hidden = true; banner(say('failed', { status: request.status })); return; }
      if (new URL(next, location.href).pathname === location.pathname) location.reload(); else location.assign(next);
    });
    request.send(new FormData(form));
  };
  on('submit', event => { if (event.target.matches?.('form[data-upload]')) { event.preventDefault(); send(event.target); } });
  on('change', event => { const form = event.target.closest?.('form[data-upload]'); if (form && event.target.files?.length) send(form); });
  for (const kind of ['dragover', 'dragleave', 'drop']) on(kind, event => {
    const drop = event.target.closest?.('.sw-drop');
    if (!drop) return;
    event.preventDefault();
    drop.classList.toggle('sw-over', kind === 'dragover');
    if (kind !== 'drop' || !event.dataTransfer.files.length) return;
    const form = drop.closest('form');
    form.querySelector('input[type=file]').files = event.dataTransfer.files;
    send(form);
  });

  // ---------- small things: copying, printing, going back, counting ----------
  on('click', async event => {
    const copy = event.target.closest('[data-copy]');
    if (copy) { try { await navigator.clipboard.writeText(copy.dataset.copy); toast(say('copied')); } catch { /* refused by the browser */ } }
    if (event.target.closest('[data-print]')) print();
    if (event.target.closest('[data-back]')) { event.preventDefault(); history.back(); }
  });
  const count = field => {
    const counter = field.id && document.querySelector(`[data-counter="${CSS.escape(field.id)}"]`);
    if (counter) counter.textContent = `${field.value.length}/${field.maxLength}`;
  };
  for (const event of ['input', 'draft:filled']) on(event, e => { if (e.target.matches?.('textarea')) count(e.target); });

  // ---------- pickers: search as you type ----------
  const startPicker = picker => {
    const [value, text, clear, list] = ['[data-picker-value]', '[data-picker-text]', '[data-picker-clear]', '[role=listbox]'].map(s => picker.querySelector(s));
    let timer, request;
    clear.hidden = !value.value;
    const options = () => all(list, '[role=option]');
    const active = () => list.querySelector('[aria-selected=true]');
    const show = yes => { list.hidden = !yes; text.setAttribute('aria-expanded', yes); if (!yes) text.removeAttribute('aria-activedescendant'); };
    const mark = option => {
      active()?.setAttribute('aria-selected', 'false');
      if (!option) return;
      option.setAttribute('aria-selected', 'true');
      option.scrollIntoView({ block: 'nearest' });
      text.setAttribute('aria-activedescendant', option.id);
    };
    const choose = option => {
      value.value = option?.dataset.value ?? '';
      text.value = option?.dataset.text ?? '';
      clear.hidden = !option;
      show(false);
      value.dispatchEvent(new Event('change', { bubbles: true }));
      value.dispatchEvent(new Event('input', { bubbles: true }));
    };
    const ask = async () => {
      request?.abort();
      request = new AbortController();
      const url = new URL(picker.dataset.picker, location.href);
      url.searchParams.set('q', text.value.trim());
      try {
        const answer = await fetch(url, { signal: request.signal, headers: { 'HX-Request': 'true', 'HX-Request-Type': 'partial' } });
        if (!answer.ok || answer.headers.get('X-Sign-In')) return;
        list.innerHTML = await answer.text();
        options().forEach((option, i) => { option.id = `${list.id}-${i}`; });
        show(true);
        mark(options()[0]);
      } catch (error) { if (error.name !== 'AbortError') banner(say('offline')); }
    };
    const askSoon = wait => { clearTimeout(timer); timer = setTimeout(ask, wait); };
    text.addEventListener('input', event => { value.value = ''; clear.hidden = true; if (!event.isComposing) askSoon(180); });
    text.addEventListener('compositionend', () => askSoon(180));
    text.addEventListener('click', () => { if (list.hidden) askSoon(0); });
    text.addEventListener('draft:filled', () => { clear.hidden = !value.value; });
    text.addEventListener('blur', () => setTimeout(() => show(false), 120));
    text.addEventListener('keydown', event => {
      if (event.isComposing) return;
      const index = options().indexOf(active());
      if (event.key === 'ArrowDown') { event.preventDefault(); if (list.hidden) askSoon(0); else mark(options()[Math.min(index + 1, options().length - 1)]); }
      else if (event.key === 'ArrowUp') { event.preventDefault(); mark(options()[Math.max(index - 1, 0)]); }
      else if (event.key === 'Enter' && !list.hidden && active()) { event.preventDefault(); choose(active()); }
      else if (event.key === 'Escape' && !list.hidden) { event.preventDefault(); event.stopPropagation(); show(false); }
    });
    list.addEventListener('mousedown', event => { event.preventDefault(); const option = event.target.closest('[role=option]'); if (option) choose(option); });
    clear.addEventListener('click', () => { choose(null); text.focus(); });
  };

  // ---------- keyboard ----------
  const places = { t: '/today', c: '/cases' };
  let leader = 0;
  on('keydown', event => {
    const field = event.target.closest?.('input, select, textarea, [contenteditable]');
    if (event.isComposing) return;
    if (event.key === 'F1' && openHelp()) { event.preventDefault(); return; }
    if (event.key === 'Escape' && helpPanel() && !event.defaultPrevented) { closeHelp(); return; }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && field?.form) { event.preventDefault(); field.form.requestSubmit(); return; }
    if (field && event.target.type !== 'checkbox' || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    if (event.key === '/') { event.preventDefault(); document.getElementById('search')?.select(); document.getElementById('search')?.focus(); }
    else if (event.key === '?') openHelp();
    else if (event.key === 'g') { leader = event.timeStamp; return; }
    else if (event.timeStamp - leader < 1200 && places[event.key]) location.assign(places[event.key]);
    else if (event.key === 'n') location.assign('/contacts/new');
    else if (event.key === 'j' || event.key === 'k') step(event.key === 'j' ? 1 : -1);
    leader = 0;
  });
  let opened = read('opened-row');
  on('click', event => {
    const row = event.target.closest?.('a.sw-row-anchor');
    if (row) write('opened-row', opened = { list: location.pathname, row: row.getAttribute('href') });
  }, true);
  const step = by => {
    const rows = all(document, '.sw-row-anchor');
    const focused = rows.indexOf(document.activeElement);
    // Back from a record one goes on below it, not from the top.
    const at = focused < 0 ? rows.findIndex(row => opened?.list === location.pathname && row.getAttribute('href') === opened.row) : focused;
    rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + by))]?.focus();
  };

  // ---------- charts ----------
  const charts = new Map();
  let library;
  const loadLibrary = () => library ??= new Promise((done, failed) => document.head.append(make('script', { src: document.body.dataset.charts, onload: done, onerror: failed })));
  const colour = name => {
    const probe = make('i', {});
    probe.style.color = `var(--${name})`;
    document.body.append(probe);
    const found = getComputedStyle(probe).color;
    probe.remove();
    return found;
  };
  const chartOptions = (data, width = 900) => {
    const [ink, faint, line, paper] = ['ink', 'ink-2', 'line', 'paper'].map(colour);
    const palette = [1, 2, 3, 4, 5, 6].map(n => colour(`chart-${n}`));
    const font = getComputedStyle(document.body).fontFamily;
    const unit = data.unit ? ` ${data.unit}` : '';
    const shared = {
      color: palette, textStyle: { fontFamily: font, color: ink }, animationDuration: 250,
      tooltip: { renderMode: 'richText', trigger: data.kind === 'Pie' ? 'item' : 'axis', backgroundColor: paper, borderColor: line, textStyle: { color: ink, fontSize: 12 }, confine: true, valueFormatter: v => v == null ? '-' : `${v}${unit}` },
      legend: { show: data.series.length > 1 || data.kind === 'Pie', type: 'scroll', top: 0, left: 0, icon: 'roundRect', itemWidth: 10, itemHeight: 10, textStyle: { color: faint, fontSize: 12 } },
    };
    if (data.kind === 'Pie') return { ...shared,
      legend: { ...shared.legend, orient: 'vertical', left: 'auto', right: 0, top: 'middle' },
      series: [{ type: 'pie', radius: ['52%', '78%'], center: ['36%', '50%'], label: { show: false }, itemStyle: { borderColor: paper, borderWidth: 2 }, data: data.labels.map((name, i) => ({ name, value: data.series[0].values[i] })) }] };
    const flat = data.kind.endsWith('HorizontalBar'), stacked = data.kind.startsWith('Stacked');
    const names = { type: 'category', data: data.labels, inverse: flat, axisLine: { lineStyle: { color: line } }, axisTick: { show: false }, axisLabel: { color: faint, fontSize: 11, hideOverlap: !flat, interval: flat ? 0 : undefined } };
    // Few names are all shown, broken into lines; of many only those that fit.
    const room = width / data.labels.length - 10;
    const areDates = data.labels.every(label => /^[\d-]+$/.test(label));
    if (!flat && !areDates && data.labels.length <= 8) Object.assign(names.axisLabel, { interval: 0, hideOverlap: false }, room > 56 ? { width: room, overflow: 'break' } : { rotate: 40, width: 84, overflow: 'truncate' });
    // Nobody has half an obligation.
    const isCounted = !data.unit && data.series.every(one => one.values.every(v => v == null || Number.isInteger(v)));
    const values = { type: 'value', minInterval: isCounted ? 1 : 0, scale: data.kind === 'Line', splitLine: { lineStyle: { color: line } }, axisLabel: { color: faint, fontSize: 11 } };
    const target = data.target == null ? undefined : { silent: true, symbol: 'none', lineStyle: { color: faint, type: 'dashed' }, label: { formatter: `${data.targetName} ${data.target}${unit}`, position: 'insideEndTop', color: faint, fontSize: 11 }, data: [flat ? { xAxis: data.target } : { yAxis: data.target }] };
    const isLine = data.kind === 'Line';
    const series = data.series.map((one, i) => ({
      name: one.name, data: one.values, type: isLine ? 'line' : 'bar', stack: stacked ? 'all' : undefined, barMaxWidth: 26,
      showSymbol: one.values.length < 16, symbolSize: 5, lineStyle: { width: 2 }, markLine: i === 0 ? target : undefined,
      itemStyle: { color: one.tone ? colour(one.tone === 'neutral' || one.tone === 'muted' ? 'chart-6' : one.tone) : undefined, borderRadius: stacked || isLine ? 0 : flat ? [0, 3, 3, 0] : [3, 3, 0, 0] },
    }));
    const axes = flat ? { xAxis: values, yAxis: names } : { xAxis: names, yAxis: values };
    if (data.kind === 'Pareto') {
      const total = data.series[0].values.reduce((sum, v) => sum + (v ?? 0), 0) || 1;
      let sum = 0;
      series.push({ name: data.shareName, type: 'line', yAxisIndex: 1, symbolSize: 5, lineStyle: { width: 2 }, itemStyle: { color: palette[2] }, tooltip: { valueFormatter: v => `${v}%` }, data: data.series[0].values.map(v => Math.round((sum += v ?? 0) / total * 1000) / 10) });
      axes.yAxis = [values, { type: 'value', min: 0, max: 100, splitLine: { show: false }, axisLabel: { color: faint, fontSize: 11, formatter: '{value}%' } }];
      shared.legend.show = true;
    }
    return { ...shared, ...axes, series, grid: { left: 4, right: 14, top: shared.legend.show ? 32 : 12, bottom: 2, containLabel: true } };
  };
  const drawChart = async place => {
    if (charts.has(place)) return;
    charts.set(place, null);
    try { await loadLibrary(); } catch { return; }
    if (!place.isConnected) return;
    const data = JSON.parse(place.dataset.chart);
    const chart = echarts.init(place);
    chart.setOption(chartOptions(data, place.clientWidth));
    if (data.links) chart.on('click', point => { const url = data.links[point.dataIndex]; if (url) location.assign(url); });
    charts.set(place, chart);
  };
  const tidyCharts = () => { for (const [place, chart] of charts) if (!place.isConnected) { chart?.dispose(); charts.delete(place); } };
  addEventListener('resize', () => charts.forEach(chart => chart?.resize()));
  // Paper is narrower than the screen: the style sheet fits in what is drawn for it.
  addEventListener('beforeprint', () => charts.forEach((chart, place) => { chart?.setOption(chartOptions(JSON.parse(place.dataset.chart), 660), true); chart?.resize({ width: 660 }); chart?.getZr().refreshImmediately(); }));
  addEventListener('afterprint', () => charts.forEach((chart, place) => { chart?.setOption(chartOptions(JSON.parse(place.dataset.chart), place.clientWidth), true); chart?.resize({ width: 'auto' }); }));
  on('theme:changed', () => charts.forEach((chart, place) => chart?.setOption(chartOptions(JSON.parse(place.dataset.chart), place.clientWidth), true)));

  // ---------- a page, or a part of one, has arrived ----------
  const started = new WeakSet();
  const once = (root, selector, start) => all(root, selector).forEach(element => { if (!started.has(element)) { started.add(element); start(element); } });
  const arrive = root => {
    if (!root?.querySelectorAll) return;
    once(root, '[data-draft-done]', mark => mark.dataset.draftDone.split(' ').forEach(key => forget(draftKey(key))));
    once(root, 'form[data-draft]', restoreDraft);
    once(root, '[data-picker]', startPicker);
    once(root, '[data-reopen]', dialog => { dialog.removeAttribute('open'); openDialog(dialog); });
    once(root, '#flash .sw-toast:not([data-tone=bad])', note => setTimeout(() => note.remove(), 6000));
    once(root, '[data-keep-scroll]', element => { element.scrollTop = scrolls.get(element.dataset.keepScroll) ?? 0; });
    once(root, '#help-body a', awayInAnotherTab);
    once(root, '.sw-tabs a[aria-current]', tab => { tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.offsetLeft - 40; });
    once(root, '[data-chart]', drawChart);
    tidyCharts();
    listen();
  };
  on('htmx:after:process', event => arrive(event.target));
  arrive(document.body);
  isFirst = false;
})();
