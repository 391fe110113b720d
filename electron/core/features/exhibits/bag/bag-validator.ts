import { join } from 'node:path';
import type { Problem } from '../../../../../shared/custody.ts';
import type { Work } from '../../../progress.ts';
import { type FolderEntry, hashFileWith, listFolder, readSmallFile } from '../../../store/folder-reader.ts';
import { type BagManifest, manifestName, readManifest } from './bag-manifest.ts';
import { type BagDeclaration, checkOxum, readBagInfo, readDeclaration, readFetch } from './bag-tags.ts';
import { decodeTagFile, type Findings, isOld, noFindings, unsafePath } from './bag-text.ts';

export interface BagRules {
  /** Whether fetch.txt may be there; our own bundles are whole, so for them it is a problem. */
  readonly fetch: 'allow' | 'refuse';
  /** Whether every tag file must be in every tag manifest. RFC 8493 leaves it open; our bundles promise it. */
  readonly everyTagFile: boolean;
}

export interface BagReport {
  readonly version: number | null;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  /** Every entry of the folder with a size, and what was read of it. */
  readonly entries: readonly FolderEntry[];
  /** SHA-256 by path of every file that a manifest with that algorithm lists and that is there. */
  readonly sha256: ReadonlyMap<string, string>;
}

/** Tag files are lists of names; one larger than this is no list of a bag that people can handle. */
const MOST_TAG_BYTES = 256 << 20;
/** Files that systems make and remove on their own; a bag that lists one may break without anybody's doing. */
const SYSTEM_FILES = /(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini)$/i;

/**
 * Judges a folder by RFC 8493 (BagIt 1.0), strictly, and older bags by the rules of their draft.
 * @throws AppError not_found, unreadable_file, and the signal's reason when cancelled
 */
export async function validateBag(dir: string, work: Work, rules: BagRules): Promise<BagReport> {
  const entries = await listFolder(dir, work.signal);
  const found = noFindings();
  for (const entry of entries.filter((each) => !each.isFile)) {
    const message = `${entry.path} is no regular file. A bag holds only files and folders.`;
    found.problems.push({ code: 'not_a_regular_file', path: entry.path, message });
  }
  const bytes = await readSmallFile(join(dir, 'bagit.txt'), 4096);
  if (bytes === null) {
    const message = 'bagit.txt is missing, so this folder does not declare itself a bag.';
    found.problems.push({ code: 'missing_file', path: 'bagit.txt', message });
  }
  // Without a declaration the rest is still judged as 1.0, so that every further problem is named too.
  const declared = bytes === null ? null : readDeclaration(bytes, found);
  const bag: OpenBag = { dir, entries, declared: declared ?? { version: 1, encoding: 'UTF-8' }, found, rules };
  const sha256 = await judge(bag, work);
  return { version: declared?.version ?? null, ...found, entries, sha256 };
}

interface OpenBag {
  readonly dir: string;
  readonly entries: readonly FolderEntry[];
  readonly declared: BagDeclaration;
  readonly found: Findings;
  readonly rules: BagRules;
}

async function judge(bag: OpenBag, work: Work): Promise<Map<string, string>> {
  const files = bag.entries.filter((entry) => entry.isFile);
  const payload = files.filter((entry) => entry.path.startsWith('data/'));
  if (payload.length === 0) {
    const message = 'data/ is missing or empty, so there is no payload.';
    bag.found.problems.push({ code: 'no_payload', path: 'data', message });
  }
  const manifests: BagManifest[] = [];
  for (const { path } of files) {
    if (manifestName(path) === null) continue;
    const text = await tagText(bag, path);
    const manifest = text === null ? null : readManifest(path, text, bag.declared.version, bag.found);
    if (manifest !== null) manifests.push(manifest);
  }
  checkCoverage(bag, manifests, payload);
  await checkBagInfo(bag, payload);
  await checkFetch(bag);
  return compareChecksums(bag, manifests, work);
}

async function tagText(bag: OpenBag, path: string): Promise<string | null> {
  const bytes = await readSmallFile(join(bag.dir, path), MOST_TAG_BYTES);
  const text = bytes === null ? null : decodeTagFile(bytes, bag.declared.encoding);
  if (text === null) {
    const message = `${path} cannot be read as ${bag.declared.encoding} text without a byte order mark.`;
    bag.found.problems.push({ code: 'tag_file_encoding', path, message });
  }
  return text;
}

/** Every payload file must be in every manifest (before 1.0: in at least one), and there must be a manifest. */
function checkCoverage(bag: OpenBag, manifests: readonly BagManifest[], payload: readonly FolderEntry[]): void {
  const { problems } = bag.found;
  const payloadManifests = manifests.filter((manifest) => !manifest.isTagManifest);
  if (payloadManifests.length === 0) {
    problems.push({ code: 'missing_file', path: 'manifest-sha256.txt', message: 'No payload manifest can be read.' });
    return;
  }
  for (const { path } of payload) {
    const without = payloadManifests.filter((manifest) => !lists(manifest, path));
    if (isOld(bag.declared.version) ? without.length === payloadManifests.length : without.length > 0) {
      const message = `${path} is not in ${without[0]?.file}: it was added after the bag was made.`;
      problems.push({ code: 'unlisted_file', path, message });
    }
  }
  if (!bag.rules.everyTagFile) return;
  const tagManifests = manifests.filter((manifest) => manifest.isTagManifest);
  if (tagManifests.length === 0) {
    const path = 'tagmanifest-sha256.txt';
    problems.push({ code: 'missing_file', path, message: 'No tag manifest can be read.' });
  }
  for (const { path } of bag.entries) {
    if (path.startsWith('data/') || /^tagmanifest-/i.test(path)) continue;
    for (const manifest of tagManifests.filter((each) => !each.entries.has(path))) {
      problems.push({ code: 'unlisted_file', path, message: `${path} is not in ${manifest.file}.` });
    }
  }
}

/** Old bags may write a name in another Unicode normal form than the disk. */
const lists = (manifest: BagManifest, path: string): boolean =>
  manifest.entries.has(path) ||
  manifest.entries.has(path.normalize('NFC')) ||
  manifest.entries.has(path.normalize('NFD'));

async function checkBagInfo(bag: OpenBag, payload: readonly FolderEntry[]): Promise<void> {
  if (!bag.entries.some((entry) => entry.path === 'bag-info.txt')) return;
  const text = await tagText(bag, 'bag-info.txt');
  if (text === null) return;
  const fields = readBagInfo(text, bag.declared.version, bag.found);
  const octets = payload.reduce((sum, entry) => sum + entry.bytes, 0);
  checkOxum(fields, octets, payload.length, bag.found);
}

async function checkFetch(bag: OpenBag): Promise<void> {
  if (!bag.entries.some((entry) => entry.path === 'fetch.txt')) return;
  const { problems } = bag.found;
  if (bag.rules.fetch === 'refuse') {
    const message = 'fetch.txt asks for files from a network. A bundle must be whole without one.';
    problems.push({ code: 'fetch', path: 'fetch.txt', message });
  }
  const text = await tagText(bag, 'fetch.txt');
  for (const path of text === null ? [] : readFetch(text, bag.found)) {
    const unsafe = unsafePath(path) ?? (path.startsWith('data/') ? null : 'it is outside data/');
    if (unsafe !== null) {
      problems.push({ code: 'unsafe_path', path: 'fetch.txt', message: `fetch.txt lists ${path}: ${unsafe}.` });
    }
  }
}

/** Reads every listed file once, whatever number of manifests list it. */
async function compareChecksums(bag: OpenBag, manifests: readonly BagManifest[], work: Work) {
  const sizes = new Map(bag.entries.filter((entry) => entry.isFile).map((entry) => [entry.path, entry.bytes]));
  const listed = new Map<string, BagManifest[]>();
  for (const manifest of manifests) {
    for (const path of manifest.entries.keys()) listed.set(path, [...(listed.get(path) ?? []), manifest]);
  }
  const total = [...listed.keys()].reduce((sum, path) => sum + (sizes.get(path) ?? 0), 0);
  const sha256 = new Map<string, string>();
  let done = 0;
  const report = (bytes: number) => {
    done += bytes;
    work.onStep({ step: 'Checking files', done, total, unit: 'bytes' });
  };
  for (const [path, lists] of listed) {
    work.signal.throwIfAborted();
    if (SYSTEM_FILES.test(path)) warnOfSystemFile(bag, path);
    const there = sizes.has(path) ? path : standIn(bag, sizes, path);
    const sums = there === null ? null : await sumsOf(bag, there, lists, work.signal, report);
    if (there === null) {
      const message = `${path} is missing; ${lists.map(({ file }) => file).join(', ')} lists it.`;
      bag.found.problems.push({ code: 'missing_file', path, message });
    }
    if (sums === null) continue;
    compareSums(bag, path, lists, sums);
    const sum = sums.get('sha256');
    if (sum !== undefined) sha256.set(path, sum);
  }
  return sha256;
}

function warnOfSystemFile(bag: OpenBag, path: string): void {
  const message = `${path} is a file that systems make and remove on their own.`;
  bag.found.warnings.push({ code: 'system_file', path, message });
}

function compareSums(
  bag: OpenBag,
  path: string,
  lists: readonly BagManifest[],
  sums: ReadonlyMap<string, string>,
): void {
  for (const { algorithm, entries, file } of lists) {
    if (sums.get(algorithm) === entries.get(path)) continue;
    const message = `${path} does not have the checksum in ${file}: one of the two was changed.`;
    bag.found.problems.push({ code: 'checksum', path, message });
  }
}

async function sumsOf(
  bag: OpenBag,
  path: string,
  lists: readonly BagManifest[],
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<Map<string, string> | null> {
  const algorithms = [...new Set(lists.map((manifest) => manifest.algorithm))];
  try {
    return await hashFileWith(join(bag.dir, path), algorithms, signal, onBytes);
  } catch (error) {
    signal.throwIfAborted();
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    bag.found.problems.push({ code: 'unreadable_file', path, message: `${path} cannot be read (${code}).` });
    return null;
  }
}

/**
 * Bags before 1.0 travelled between systems that fold case, change Unicode normal forms or drop their own files. Where
 * that explains a missing file it is a warning there; in a 1.0 bag nothing does.
 */
function standIn(bag: OpenBag, sizes: ReadonlyMap<string, number>, path: string): string | null {
  if (!isOld(bag.declared.version)) return null;
  const fold = (text: string) => text.normalize('NFC').toLowerCase();
  const other = [...sizes.keys()].find((each) => fold(each) === fold(path));
  if (other === undefined) return null;
  const message = `${path} is not there, but ${other} is, which some systems take for the same name.`;
  bag.found.warnings.push({ code: 'similar_name', path, message });
  return other;
}
