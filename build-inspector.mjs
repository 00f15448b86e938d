// The page of the inspector as one text: its style and its script stand in it, and its policy allows only these two.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, transform } from 'esbuild';

const folder = resolve(import.meta.dirname ?? '.', 'src/emulator/inspector/page');
const module = resolve(folder, '../page.ts');

/** A plugin of Rolldown and Vite: gives the sources the page that they have no place for. */
export const inspectorPage = {
  name: 'inspector-page',
  async load(id) {
    if (id.split('?')[0] !== module) return null;
    return { code: `export const page = ${JSON.stringify(await buildPage())};`, moduleType: 'js' };
  },
};

async function buildPage() {
  const options = { minify: true, target: 'es2022', legalComments: 'none' };
  const { outputFiles } = await build({
    ...options,
    entryPoints: [join(folder, 'main.ts')],
    bundle: true,
    format: 'iife',
    write: false,
  });
  const script = outputFiles[0].text.trim().replaceAll('</script', '<\\/script');
  const css = readFileSync(join(folder, 'style.css'), 'utf8');
  const style = (await transform(css, { minify: true, loader: 'css' })).code.trim();
  const html = readFileSync(join(folder, 'index.html'), 'utf8')
    .replace('<link rel="stylesheet" href="style.css">', () => `<style>${style}</style>`)
    .replace('<script src="main.ts"></script>', () => `<script>${script}</script>`);
  const contentSecurityPolicy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
  return { html, contentSecurityPolicy };
}

function hashOf(text) {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
