import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lonelyOriginals } from '../bundle/bundle-originals.ts';
import { factRows, hasUncheckedLabel, stampsOf, violationTexts } from '../print/exhibit-rows.ts';
import type { FactRow } from '../print/fact-row.ts';
import { groupStarting } from '../print/presented-rows.ts';
import { grouped, type SheetText } from '../print/sheet-text.ts';
import type { BundleDocument, ExhibitDocument } from '../schema/bundle-schema.ts';
import { labelOf } from '../schema/presented-schema.ts';
import { pageOf } from './html-page.ts';
import { type Html, html } from './html-text.ts';
import { presentedFilms, sectionHead, withdrawnList, writtenWords } from './presented-html.ts';
import { shownPictures } from './shown-pictures.ts';
import { EXTRA_COMMANDS, FILE_COMMANDS, SIGNATURE_COMMAND, volumeText } from './verify-text.ts';

export interface IndexInput {
  readonly resourcesDir: string;
  readonly text: SheetText;
  readonly bundle: BundleDocument;
  /** PTS of a recording's first picture by the exhibit's number. */
  readonly firstPts: ReadonlyMap<string, number | null>;
}

/** The page that opens from a USB stick: everything is readable without a server, a network or a script. */
export function indexPage(input: IndexInput): string {
  const { resourcesDir, text } = input;
  return pageOf(resourcesDir, {
    lang: text.lang,
    title: headingOf(input),
    styles: ['bundle.css'],
    script: readFileSync(join(resourcesDir, 'viewer', 'filter.js'), 'utf8').trim(),
    body: body(input),
  });
}

const headingOf = ({ bundle, text }: IndexInput): string => {
  const title = text.t('bundleTitle');
  return bundle.library.title === null ? title : `${title} · ${bundle.library.title}`;
};

function body(input: IndexInput): Html {
  const { bundle, text } = input;
  return html`${pageHead(input)}
<main>
<div id="filter" class="filter"></div>
<template id="filter-field"><label>${text.t('index.filter')}<br><input type="search" placeholder="${text.t('index.filterHint')}"></label><p class="dim" role="status" data-found="${text.t('index.found', { found: '{found}', count: '{count}' })}"></p></template>
${bundle.exhibits.map((exhibit, at) => html`${sectionHead(groupStarting(bundle.exhibits, at))}${article(exhibit, input)}`)}
${withdrawnList(bundle, text)}
${originalsAlone(input)}
</main>
${pageFoot(input)}`;
}

function pageHead(input: IndexInput): Html {
  const { bundle, text } = input;
  const { t } = text;
  const incomplete = bundle.exhibits.filter((exhibit) => exhibit.missing.length > 0).length;
  const links: [string, string][] = [
    ['exhibit-list.pdf', t('index.list')],
    ['exhibit-list.csv', t('index.csv')],
    ['custody.pdf', t('index.custody')],
    ['certificate.pdf', t('index.certificate')],
    ...(hasLog(bundle) ? [['redaction-log.pdf', t('index.redactionLog')] as [string, string]] : []),
    ['verify.html', t('index.checker')],
    ['verify.txt', t('index.verify')],
  ];
  return html`<header>
<h1>${headingOf(input)}</h1>
<p class="dim">${t(`list.profile.${bundle.profile}`)} · ${t('list.count', { count: text.number(bundle.exhibits.length) })} · ${t('list.made', { time: text.instant(bundle.madeAt) })}</p>
${volumeLine(input)}
${bundle.profile === 'public' ? html`<p class="dim">${t('withheld')}</p>` : null}
${incomplete > 0 ? html`<p class="stamp">${t('incompleteBundle', { count: text.number(incomplete) })}</p>` : null}
<nav aria-label="${t('index.contents')}">
<ul>${links.map(([path, words]) => html`<li><a href="${path}">${words}</a></li>`)}</ul>
<h2 class="small">${t('exhibits')}</h2>
<ol>${bundle.exhibits.map((each) => html`<li><a href="#exhibit-${each.number}"><span class="number">${labelOf(each)}</span> <bdi>${each.title}</bdi></a></li>`)}</ol>
</nav>
</header>`;
}

const hasLog = ({ profile, exhibits }: BundleDocument): boolean =>
  profile === 'public' || exhibits.some(({ burnt }) => (burnt?.redactions.length ?? 0) > 0);

function volumeLine({ bundle: { volume }, text }: IndexInput): Html | null {
  if (volume === undefined) return null;
  const { number, count } = volume;
  return html`<p><strong>${text.t('volume.of', { number, count })}.</strong> ${text.t('volume.each')}</p>`;
}

function originalsAlone({ bundle, text }: IndexInput): Html | null {
  const alone = lonelyOriginals(bundle);
  if (alone.length === 0) return null;
  return html`<h2>${text.t('index.original')}</h2>
<ul>${alone.map(({ path, sha256 }) => html`<li><a href="${path.replace(/^data\//, '')}">${text.t('index.original')}</a><br><span class="mono">${grouped(sha256)}</span></li>`)}</ul>`;
}

/** The volumes after this one with the hashes of their manifests. */
function volumesBehind({ bundle: { volume }, text }: IndexInput): Html | null {
  if (volume === undefined || volume.behind.length === 0) return null;
  return html`<h2 id="volumes">${text.t('volume.title')}</h2>
<ul>${volume.behind.map((each) => html`<li>${volumeText(each, text)}:<br><span class="mono">${grouped(each.manifestSha256)}</span></li>`)}</ul>`;
}

function article(exhibit: ExhibitDocument, input: IndexInput): Html {
  const { text, bundle } = input;
  const { t } = text;
  const violations = violationTexts(exhibit, text);
  const label = labelOf(exhibit);
  const firstPts = input.firstPts.get(exhibit.number) ?? null;
  const rows = factRows(exhibit, {
    text,
    profile: bundle.profile,
    firstPts,
  });
  return html`<article id="exhibit-${exhibit.number}" aria-labelledby="title-${exhibit.number}">
<div class="head"><h2 id="title-${exhibit.number}"><bdi>${exhibit.title}</bdi></h2><span class="number" aria-label="${t('exhibit', { number: label })}">${label}</span></div>
${violations.map((each) => html`<p class="dim">${each}</p>`)}
${hasUncheckedLabel(exhibit, text) ? html`<p class="dim"><small>${t('unchecked')}</small></p>` : null}
${stampsOf(exhibit, text).map((stamp) => html`<p class="stamp">${stamp}</p>`)}
${writtenWords(exhibit, text)}
${player(exhibit, text)}
${shownPictures(exhibit, text, firstPts, (name) => pathOf(exhibit, name))}
${presentedFilms(exhibit, text, (name) => pathOf(exhibit, name))}
${exhibit.mark.note?.trim() ? html`<div class="note"><bdi>${exhibit.mark.note}</bdi></div>` : null}
<h3>${t('index.details')}</h3>
${factTable(rows)}
<h3>${t('index.files')}</h3>
${fileTable(exhibit, input)}
</article>`;
}

const pathOf = (exhibit: ExhibitDocument, name: string): string => `exhibits/${exhibit.number}/${name}`;

function player(exhibit: ExhibitDocument, text: SheetText): Html | null {
  const clip = exhibit.files.find((file) => file.role === 'clip');
  if (clip === undefined) return null;
  const path = pathOf(exhibit, clip.path);
  const poster = exhibit.files.find((file) => file.role === 'still');
  const label = `${text.t('index.clip')}: ${text.t('exhibit', { number: labelOf(exhibit) })}`;
  return html`<video controls preload="metadata" aria-label="${label}"${poster === undefined ? null : html` poster="${pathOf(exhibit, poster.path)}"`}><source src="${path}" type="video/mp4">${text.t('index.noVideo')} <a href="${path}">clip.mp4</a></video>
<p class="dim no-video"><a href="${path}">${text.t('index.clip')} (MP4)</a></p>${cleanLink(exhibit, text)}`;
}

function cleanLink(exhibit: ExhibitDocument, text: SheetText): Html | null {
  const clean = exhibit.files.find(({ role }) => role === 'clean');
  return clean === undefined
    ? null
    : html`
<p class="dim"><a href="${pathOf(exhibit, clean.path)}">${text.t('index.clean')} (MP4)</a></p>`;
}

function factTable(rows: readonly FactRow[]): Html {
  const cell = (row: FactRow) =>
    row.lines.map(({ text, mono }) => html`<div${mono === true ? html` class="mono"` : null}><bdi>${text}</bdi></div>`);
  return html`<table class="facts"><tbody>${rows.map((row) => html`<tr><th scope="row">${row.label}</th><td>${cell(row)}</td></tr>`)}</tbody></table>`;
}

function fileTable(exhibit: ExhibitDocument, { bundle, text }: IndexInput): Html {
  const original = bundle.originals.find(({ sha256 }) => sha256 === exhibit.source.sha256);
  const row = (path: string, name: string, sha256: string) =>
    html`<tr><td><a href="${path}">${name}</a></td><td class="mono">${grouped(sha256)}</td></tr>`;
  const originalPath = original?.path.replace(/^data\//, '');
  return html`<div class="wide"><table><thead><tr><th scope="col">${text.t('index.file')}</th><th scope="col">${text.t('index.hash')}</th></tr></thead><tbody>
${exhibit.files.map((file) => row(pathOf(exhibit, file.path), file.path, file.sha256))}
<tr><td><a href="${pathOf(exhibit, 'exhibit.json')}">exhibit.json</a></td><td class="dim">manifest-sha256.txt</td></tr>
${original === undefined || originalPath === undefined ? null : row(originalPath, text.t('index.original'), original.sha256)}
</tbody></table></div>`;
}

function pageFoot(input: IndexInput): Html {
  const { bundle, text } = input;
  const { t } = text;
  const commands = [...FILE_COMMANDS, ...EXTRA_COMMANDS, SIGNATURE_COMMAND].join('\n');
  return html`<footer>
<h2 id="verify">${t('index.verify')}</h2>
<p>${t('index.verifyText')}</p>
<pre tabindex="0">${commands}</pre>
<p>${t('index.verifyMore', { file: 'verify.txt' })}</p>
<p>${t('index.manifest')} <span class="mono">${bundle.signature.fingerprint}</span></p>
<p>${t('custody.head')}</p>
<p class="mono">${text.number(bundle.custodyHead.count)} · ${grouped(bundle.custodyHead.root ?? bundle.custodyHead.hash)}</p>
<p>${t('verify.meaning')}</p>
${volumesBehind(input)}
</footer>`;
}
