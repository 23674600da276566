// Writes the software bill of materials (CycloneDX 1.5) of the published program: NuGet packages by their lock file, npm packages that are copied into wwwroot.
//   node tools/sbom.mjs > artifacts/sbom.cdx.json
//   node tools/sbom.mjs out > artifacts/sbom.cdx.json     with the .NET runtime that the program published to "out" brings
import { readFileSync, existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const json = file => JSON.parse(readFileSync(join(root, file), 'utf8').replace(/^\uFEFF/, ''));
const nugetFolder = process.env.NUGET_PACKAGES ?? join(homedir(), '.nuget', 'packages');

/** The licence that a package names itself, as an SPDX expression where it gives one. */
function licenceOf(name, version) {
  const spec = join(nugetFolder, name.toLowerCase(), version, `${name.toLowerCase()}.nuspec`);
  if (!existsSync(spec)) return undefined;
  const text = readFileSync(spec, 'utf8');
  return /<license type="expression">([^<]+)</.exec(text)?.[1] ?? /<licenseUrl>([^<]+)</.exec(text)?.[1];
}

const licences = licence => licence === undefined ? undefined : [licence.startsWith('http') ? { license: { url: licence } } : { expression: licence }];
const nuget = Object.values(json('src/Shouwen/packages.lock.json').dependencies).flatMap(Object.entries).filter(([, p]) => p.resolved)
  .map(([name, p]) => ({ type: 'library', name, version: p.resolved, purl: `pkg:nuget/${name}@${p.resolved}`, hashes: [{ alg: 'SHA-512', content: Buffer.from(p.contentHash, 'base64').toString('hex') }], licenses: licences(licenceOf(name, p.resolved)) }));
const shipped = [...readFileSync(join(root, 'src/Shouwen/Shouwen.csproj'), 'utf8').matchAll(/<NpmAsset Include="((?:@[^/]+\/)?[^/]+)\//g)].map(m => m[1]);
// What a shipped package needs is bundled into its own files, so it is shipped too.
const locked = json('package-lock.json').packages;
const withWhatTheyNeed = names => [...new Set(names.flatMap(name => [name, ...withWhatTheyNeed(Object.keys(locked[`node_modules/${name}`]?.dependencies ?? {}))]))];
const inFolder = (name, file) => existsSync(join(root, 'node_modules', name, file)) ? readFileSync(join(root, 'node_modules', name, file), 'utf8') : '';
const named = name => JSON.parse(inFolder(name, 'package.json') || '{}').license ?? (inFolder(name, 'LICENSE').startsWith('MIT License') ? 'MIT' : undefined);
const npm = withWhatTheyNeed(shipped).map(name => [name, locked[`node_modules/${name}`]]).filter(([, p]) => p)
  .map(([name, p]) => ({ type: 'library', name, version: p.version, purl: `pkg:npm/${name.replace('@', '%40')}@${p.version}`,
    hashes: p.integrity?.startsWith('sha512-') ? [{ alg: 'SHA-512', content: Buffer.from(p.integrity.slice(7), 'base64').toString('hex') }] : undefined, licenses: licences(p.license ?? named(name)) }));
const published = process.argv[2];
const packs = published === undefined ? [] : Object.keys(JSON.parse(readFileSync(join(published, 'shouwen.deps.json'), 'utf8')).libraries).filter(l => l.startsWith('runtimepack.')).map(l => l.slice('runtimepack.'.length).split('/'));
const runtime = packs.map(([name, version]) => {
  const hash = join(nugetFolder, name.toLowerCase(), version, `${name.toLowerCase()}.${version}.nupkg.sha512`);
  return { type: 'framework', name, version, purl: `pkg:nuget/${name}@${version}`, hashes: existsSync(hash) ? [{ alg: 'SHA-512', content: Buffer.from(readFileSync(hash, 'utf8').trim(), 'base64').toString('hex') }] : undefined, licenses: licences(licenceOf(name, version)) };
});
const components = [...new Map([...nuget, ...npm, ...runtime].map(c => [c.purl, c])).values()].sort((a, b) => a.purl.localeCompare(b.purl));
console.log(JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.5', version: 1, metadata: { component: { type: 'application', name: 'shouwen', version: json('package.json').version ?? '0.1.0' } }, components }, null, 2));
