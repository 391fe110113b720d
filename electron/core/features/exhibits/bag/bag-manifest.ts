import { ALGORITHMS, decodePath, type Findings, isOld, linesOf, unsafePath } from './bag-text.ts';

/** Checksums of one manifest, by path as it is on disk. */
export interface BagManifest {
  readonly file: string;
  readonly algorithm: string;
  readonly isTagManifest: boolean;
  readonly entries: ReadonlyMap<string, string>;
}

const NAME = /^(tag)?manifest-([a-z0-9]+)\.txt$/i;

/** Algorithm and kind that a manifest's file name states, or null when it is no manifest. */
export function manifestName(file: string): { algorithm: string; isTagManifest: boolean } | null {
  const match = NAME.exec(file);
  return match === null ? null : { algorithm: (match[2] ?? '').toLowerCase(), isTagManifest: match[1] !== undefined };
}

/** Reads `checksum path` lines (RFC 8493, sections 2.1.3 and 2.2.1), noting everything that breaks the rules. */
export function readManifest(file: string, text: string, version: number, found: Findings): BagManifest | null {
  const name = manifestName(file);
  if (name === null) return null;
  const digits = ALGORITHMS[name.algorithm];
  if (digits === undefined) {
    const message = `${file} uses ${name.algorithm}, which is no known checksum algorithm.`;
    found.problems.push({ code: 'unknown_algorithm', path: file, message });
    return null;
  }
  if (!/[\n\r]$/.test(text) && !isOld(version)) {
    found.problems.push({ code: 'manifest_line', path: file, message: `${file} does not end with a line end.` });
  }
  const entries = new Map<string, string>();
  for (const line of linesOf(text)) readLine(line, { file, version, digits, ...name }, entries, found);
  return { file, ...name, entries };
}

interface ManifestContext {
  readonly file: string;
  readonly version: number;
  readonly digits: number;
  readonly isTagManifest: boolean;
}

function readLine(line: string, at: ManifestContext, entries: Map<string, string>, found: Findings): void {
  const problem = (code: string, message: string) => found.problems.push({ code, path: at.file, message });
  const match = /^([0-9a-fA-F]+)[ \t]+(\*?)(.*\S.*)$/.exec(line);
  const sum = match?.[1]?.toLowerCase();
  const written = match?.[3];
  if (sum === undefined || written === undefined || sum.length !== at.digits) {
    problem('manifest_line', `${at.file} has a line that is no checksum and path: ${line.slice(0, 300)}`);
    return;
  }
  if (match?.[2] === '*') {
    const message = `${at.file} marks ${written} with the * of md5sum, which is not part of BagIt.`;
    (isOld(at.version) ? found.warnings : found.problems).push({ code: 'manifest_line', path: at.file, message });
  }
  const decoded = decodePath(written, at.version);
  if (decoded === null) {
    problem('manifest_line', `${at.file} has a % in ${written} that encodes nothing.`);
    return;
  }
  const path = withoutDot(decoded, at, found);
  const unsafe = unsafePath(path);
  const inData = path.startsWith('data/');
  if (unsafe !== null) problem('unsafe_path', `${at.file} lists ${path}: ${unsafe}.`);
  else if (at.isTagManifest === inData) {
    problem('wrong_manifest', `${at.file} must not list ${path}, which is ${inData ? 'payload' : 'no payload'}.`);
  } else if (/^tagmanifest-/i.test(path)) {
    problem('wrong_manifest', `${at.file} must not list the tag manifest ${path}.`);
  } else addEntry(path, sum, at, entries, found);
}

function withoutDot(path: string, at: ManifestContext, found: Findings): string {
  if (!path.startsWith('./')) return path;
  const message = `${at.file} writes ${path} with a leading ./`;
  (isOld(at.version) ? found.warnings : found.problems).push({ code: 'manifest_line', path: at.file, message });
  return path.replace(/^(\.\/)+/, '');
}

function addEntry(path: string, sum: string, at: ManifestContext, entries: Map<string, string>, found: Findings) {
  const earlier = entries.get(path);
  if (earlier !== undefined) {
    const harmless = isOld(at.version) && earlier === sum;
    const message = `${at.file} lists ${path} twice${earlier === sum ? '' : ' with different checksums'}.`;
    (harmless ? found.warnings : found.problems).push({ code: 'listed_twice', path, message });
  }
  entries.set(path, sum);
}
