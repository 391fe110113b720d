import { writtenTexts } from '../print/presented-rows.ts';
import type { SheetText } from '../print/sheet-text.ts';
import type { BundleDocument, ExhibitDocument } from '../schema/bundle-schema.ts';
import { type Html, html } from './html-text.ts';

/** Title of the section that begins here. */
export const sectionHead = (title: string | null): Html | null =>
  title === null ? null : html`<h2 class="group"><bdi>${title}</bdi></h2>`;

/** Caption and narrative, with a word where they are in another language. */
export function writtenWords(exhibit: ExhibitDocument, text: SheetText): Html | null {
  const written = writtenTexts(exhibit, text);
  if (written.length === 0) return null;
  return html`${written.map((each) =>
    each.quiet
      ? html`<p class="dim"><small>${each.text}</small></p>`
      : html`<div class="note"><bdi>${each.text}</bdi></div>`,
  )}`;
}

/** Surroundings and the two cameras, each under its own name, so that nobody takes them for the exhibit. */
export function presentedFilms(
  exhibit: ExhibitDocument,
  text: SheetText,
  pathOf: (name: string) => string,
): Html | null {
  const films = exhibit.files.flatMap(({ role, path }) => {
    if (role === 'context') return [{ path, words: text.t(path.includes('before') ? 'index.before' : 'index.after') }];
    return role === 'beside' ? [{ path, words: text.t('index.beside') }] : [];
  });
  if (films.length === 0) return null;
  return html`${films.map(
    ({ path, words }) =>
      html`<figure class="part"><figcaption>${words}</figcaption><video controls preload="none" aria-label="${words}"><source src="${pathOf(path)}" type="video/mp4"><a href="${pathOf(path)}">${path}</a></video></figure>`,
  )}`;
}

/** Numbers that were given and withdrawn, so that a gap is no riddle. */
export function withdrawnList({ withdrawn = [] }: Pick<BundleDocument, 'withdrawn'>, text: SheetText): Html | null {
  if (withdrawn.length === 0) return null;
  return html`<section id="withdrawn"><h2>${text.t('withdrawn.title')}</h2>
<p class="dim">${text.t('withdrawn.text')}</p>
<ul>${withdrawn.map(({ label }) => html`<li>${text.t('withdrawn.entry', { number: label })}</li>`)}</ul></section>`;
}
