import { sha256OfFile } from './verify-hash.js';

export const MANIFEST = 'manifest-sha256.txt';
export const TAG_MANIFEST = 'tagmanifest-sha256.txt';

/** Picked files by their path below the bag, which is the topmost folder with a manifest. Null when there is none. */
export function bagOf(/** @type {readonly {path: string, file: File}[]} */ picked) {
  const depth = (/** @type {string} */ path) => path.split('/').length;
  const tops = picked.filter(({ path }) => path === MANIFEST || path.endsWith(`/${MANIFEST}`));
  const [top] = tops.sort((a, b) => depth(a.path) - depth(b.path));
  if (top === undefined) return null;
  const root = top.path.slice(0, -MANIFEST.length);
  const inside = picked.filter(({ path }) => path.startsWith(root));
  return {
    name: root.replace(/\/$/, ''),
    files: new Map(inside.map(({ path, file }) => [path.slice(root.length), file])),
  };
}

/** Lines of a manifest (RFC 8493, section 2.1.3). A line that is none, or a path twice, is a fault. */
function readManifest(/** @type {string} */ name, /** @type {string} */ content) {
  const sums = new Map();
  const faults = [];
  for (const line of content.split('\n').slice(0, -1)) {
    const [, sum, written] = /^([0-9a-f]{64}) {2}(\S.*)$/.exec(line) ?? [];
    const path = written?.replace(/%(0A|0D|25)/gi, (code) => decodeURIComponent(code));
    if (path === undefined || sums.has(path) || path.startsWith('data/') !== (name === MANIFEST)) {
      faults.push({ key: 'manifestLine', path: name });
    } else sums.set(path, sum);
  }
  if (!content.endsWith('\n')) faults.push({ key: 'manifestLine', path: name });
  return { sums, faults };
}

/** Both manifests against all files, and all files against both manifests. */
export async function checkFiles(
  /** @type {ReadonlyMap<string, File>} */ files,
  /** @type {(done: number, total: number) => void} */ onProgress,
) {
  const listed = new Map();
  const faults = [];
  for (const name of [MANIFEST, TAG_MANIFEST]) {
    const file = files.get(name);
    const read = readManifest(name, file === undefined ? '' : await file.text());
    faults.push(...(file === undefined ? [{ key: 'missing', path: name }] : read.faults));
    for (const [path, sum] of read.sums) listed.set(path, sum);
  }
  for (const path of files.keys()) {
    if (!listed.has(path) && path !== TAG_MANIFEST) faults.push({ key: 'added', path });
  }
  const total = [...listed.keys()].reduce((sum, path) => sum + (files.get(path)?.size ?? 0), 0);
  let done = 0;
  const onBytes = (/** @type {number} */ bytes) => {
    done += bytes;
    onProgress(done, total);
  };
  for (const [path, sum] of listed) {
    const fault = await fileFault(files.get(path), sum, onBytes);
    if (fault !== null) faults.push({ key: fault, path });
  }
  return { faults, files: listed.size, bytes: total };
}

async function fileFault(
  /** @type {File | undefined} */ file,
  /** @type {string} */ sum,
  /** @type {(bytes: number) => void} */ onBytes,
) {
  if (file === undefined) return 'missing';
  try {
    return (await sha256OfFile(file, onBytes)) === sum ? null : 'changed';
  } catch {
    return 'unreadable';
  }
}
