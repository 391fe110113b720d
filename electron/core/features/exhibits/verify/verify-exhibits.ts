import { isDeepStrictEqual } from 'node:util';
import { contentsHash, exhibitHash } from '../print/printed-hash.ts';
import { type BundleDocument, ExhibitDocument } from '../schema/bundle-schema.ts';
import { type OpenBundle, readJson } from './open-bundle.ts';
import { numberContradictions, presentedContradictions } from './verify-presented.ts';

const DOCUMENT = /^data\/exhibits\/([^/]+)\/exhibit\.json$/;

/** Compares every exhibit with its files, with bundle.json and with itself. Returns the number of frames named. */
export async function checkExhibits(
  bundle: OpenBundle,
  whole: BundleDocument | null,
  signal: AbortSignal,
): Promise<number> {
  let frames = 0;
  const found = new Set<string>();
  for (const { path } of bundle.bag.entries) {
    signal.throwIfAborted();
    const folder = DOCUMENT.exec(path)?.[1];
    if (folder === undefined) continue;
    found.add(folder);
    const exhibit = await readJson(bundle, path, ExhibitDocument);
    if (exhibit === null) continue;
    frames += exhibit.frameMd5.length;
    checkExhibit(bundle, folder, exhibit, path);
    const listed = whole?.exhibits.find(({ number }) => number === folder);
    if (whole !== null && !isDeepStrictEqual(listed, exhibit)) {
      note(bundle, path, `${path} and data/bundle.json disagree about exhibit ${folder}.`);
    }
  }
  checkList(bundle, whole, found);
  for (const each of whole === null ? [] : numberContradictions(whole)) note(bundle, 'data/bundle.json', each);
  checkContents(bundle, whole);
  return frames;
}

function note(bundle: OpenBundle, path: string, message: string): void {
  bundle.problems.push({ code: 'exhibit', path, message });
}

function checkExhibit(bundle: OpenBundle, folder: string, exhibit: ExhibitDocument, path: string): void {
  if (exhibit.number !== folder) note(bundle, path, `${path} says that it is exhibit ${exhibit.number}.`);
  const contradiction = frameContradiction(exhibit);
  if (contradiction !== null) note(bundle, path, `${path} contradicts itself: ${contradiction}.`);
  for (const each of presentedContradictions(exhibit)) note(bundle, path, `${path} contradicts itself: ${each}.`);
  const { contentSha256 } = exhibit;
  if (contentSha256 !== undefined && contentSha256 !== exhibitHash(bundle.bag.sha256, folder)) {
    note(bundle, path, `${path} states a hash over its files that is another one.`);
  }
  const base = `data/exhibits/${folder}/`;
  const listed = new Map(exhibit.files.map((file) => [`${base}${file.path}`, file]));
  for (const [file, { sha256, bytes }] of listed) {
    const there = bundle.bag.entries.find((entry) => entry.path === file);
    if (there === undefined) note(bundle, file, `${file} is missing; ${path} lists it.`);
    else if (bundle.bag.sha256.get(file) !== sha256 || there.bytes !== bytes) {
      note(bundle, file, `${file} is not the file that ${path} describes.`);
    }
  }
  for (const { path: file } of bundle.bag.entries) {
    if (file.startsWith(base) && file !== path && !listed.has(file)) {
      note(bundle, file, `${file} belongs to no file that ${path} describes.`);
    }
  }
}

/** What in an exhibit's frames cannot all be true, or null. */
function frameContradiction({
  in: first,
  out: last,
  frameCount,
  frameMd5,
  mark,
  title,
}: ExhibitDocument): string | null {
  if (title !== mark.title) return 'its title is not that of its mark';
  if (!isDeepStrictEqual(first, mark.in) || !isDeepStrictEqual(last, mark.out))
    return 'its ends are not those of its mark';
  if (first === null || last === null) return frameMd5.length > 0 ? 'it lists frames without an interval' : null;
  const count = last.n - first.n + 1;
  if (frameCount !== count || frameMd5.length !== count) return `it spans ${count} frames and lists ${frameMd5.length}`;
  if (frameMd5[0] !== first.md5 || frameMd5.at(-1) !== last.md5) return 'its first or last frame is another one';
  return null;
}

/** The hash that every sheet has must be that of the files. */
function checkContents(bundle: OpenBundle, whole: BundleDocument | null): void {
  const stated = whole?.contentsSha256;
  if (stated === undefined || stated === contentsHash(bundle.bag.sha256)) return;
  const path = 'data/bundle.json';
  note(bundle, path, `${path} states a hash over exhibits and originals that is another one.`);
}

function checkList(bundle: OpenBundle, whole: BundleDocument | null, found: ReadonlySet<string>): void {
  for (const { number } of whole?.exhibits ?? []) {
    const path = `data/exhibits/${number}/exhibit.json`;
    if (!found.has(number)) note(bundle, path, `${path} is missing; data/bundle.json lists exhibit ${number}.`);
  }
  const originals = new Map(whole?.originals.map(({ path, sha256 }) => [path, sha256]));
  for (const [path, sha256] of originals) {
    const there = bundle.bag.sha256.get(path);
    if (there === undefined) note(bundle, path, `${path} is missing; data/bundle.json lists it.`);
    else if (there !== sha256) note(bundle, path, `${path} is not the original that data/bundle.json describes.`);
  }
  for (const { path } of bundle.bag.entries) {
    if (path.startsWith('data/originals/') && whole !== null && !originals.has(path)) {
      note(bundle, path, `${path} is no original that data/bundle.json names.`);
    }
  }
}
