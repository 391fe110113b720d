import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SheetText } from '../print/sheet-text.ts';
import { pageOf } from './html-page.ts';
import { type Html, html } from './html-text.ts';
import { HEAD_COMMAND, SIGNATURE_COMMAND } from './verify-text.ts';

/** Parts of the page's script, each after those that it uses. */
const PARTS = ['hash', 'signature', 'ledger', 'bag', 'run', 'page'];

/** Texts that the script shows, as keys below `checker` in `sheet.json`. */
const SHOWN = [
  ...['busy', 'folder', 'more', 'noBag', 'noCrypto', 'noDrop', 'noKey'],
  ...['state.ok', 'state.bad', 'state.open', 'verdict.ok', 'verdict.bad', 'verdict.open'],
  ...['files', 'signature', 'head', 'ledger'].flatMap((check) => [`${check}.ok`, `${check}.bad`]),
  ...['signature.open', 'head.open'],
  ...['missing', 'added', 'changed', 'unreadable', 'manifestLine'].map((fault) => `fault.${fault}`),
  ...['chainBroken', 'entryChanged', 'entryUnproven', 'endCut', 'otherHead'].map((fault) => `fault.${fault}`),
  ...['pictures', 'timestamps', 'who', 'page', 'meaning'].map((what) => `open.${what}`),
];

/**
 * The parts as one classic script: a page on a disk may not load modules, so they are put into one scope and their
 * imports and exports, each on one line, are taken out.
 */
export function verifyScript(resourcesDir: string): string {
  const parts = PARTS.map((part) => readFileSync(join(resourcesDir, 'viewer', `verify-${part}.js`), 'utf8'));
  const scopes = parts.map((text) => text.replace(/^import .*\n+/gm, '').replace(/^export /gm, ''));
  return `(() => {\n'use strict';\n${scopes.join('\n')}})();`;
}

/** Data in a script element ends at `</script`, so `<` is written as an escape. */
const dataText = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

/** The page with which a stranger checks the bundle in a browser. It is the same in every bundle of a language. */
export function verifyPage(resourcesDir: string, text: SheetText): string {
  const texts = {
    ...Object.fromEntries(SHOWN.map((key) => [key, text.t(`checker.${key}`)])),
    'signature.command': SIGNATURE_COMMAND,
    'head.command': HEAD_COMMAND,
  };
  return pageOf(resourcesDir, {
    lang: text.lang,
    title: text.t('checker.title'),
    styles: ['bundle.css', 'verify.css'],
    script: verifyScript(resourcesDir),
    data: { id: 'texts', json: dataText(texts) },
    body: body(text),
  });
}

function body({ t }: SheetText): Html {
  return html`<header>
<h1>${t('checker.title')}</h1>
<p>${t('checker.intro')}</p>
</header>
<main>
<p id="no-script" class="stamp">${t('checker.noScript')}</p>
<section id="start" hidden>
<p><label for="folder">${t('checker.choose')}</label></p>
<p><input type="file" id="folder" webkitdirectory multiple></p>
<p class="dim">${t('checker.drop')}</p>
<progress id="progress" aria-label="${t('checker.busy')}" value="0" max="1" hidden></progress>
</section>
<p id="verdict" class="verdict" role="status"></p>
<section id="report" hidden>
<p id="folder-name" class="dim"></p>
<h2>${t('checker.checked')}</h2>
<ul id="checks"></ul>
<h2>${t('checker.key')}</h2>
<p id="fingerprint" class="mono"></p>
<p>${t('checker.compareKey')}</p>
<h2>${t('checker.notChecked')}</h2>
<ul id="open"></ul>
<p><button type="button" id="print">${t('checker.print')}</button></p>
</section>
</main>
<footer><p>${t('checker.trust')}</p></footer>`;
}
