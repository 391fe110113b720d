/** Values that differ from run to run although nothing of substance does: rates, sizes of signed or compressed files. */
const VOLATILE = new Set([
  'progress',
  'rate',
  'secondsLeft',
  'bytes',
  'signature',
  'publicKey',
  'fingerprint',
  'ffmpegVersion',
]);

const PATTERNS: readonly [RegExp, string][] = [
  [/\b[a-z]{1,6}-[0-9a-hjkmnp-tv-z]{12}\b/g, 'id'],
  [/\b[0-9a-f]{64}\b/g, 'hash'],
  [/\b\d{8}T\d{9}Z/g, 'stamp'],
  [/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, 'time'],
];

/**
 * A copy of plain data in which ids, hashes and times are numbered in the order they appear, so that two runs of the
 * same work can be compared. A job that was just started may or may not run already.
 */
export function comparable(value: unknown, root: string): unknown {
  const labels = new Map<string, string>();
  const counts: Record<string, number> = {};
  const label = (kind: string) => (text: string) => {
    if (kind === 'time') return '<time>';
    let known = labels.get(text);
    if (known === undefined) {
      counts[kind] = (counts[kind] ?? 0) + 1;
      known = `<${kind} ${counts[kind]}>`;
      labels.set(text, known);
    }
    return known;
  };
  const plainText = (text: string) =>
    PATTERNS.reduce((left, [pattern, kind]) => left.replace(pattern, label(kind)), text.replaceAll(root, '<root>'));
  const plain = (part: unknown): unknown => {
    if (typeof part === 'string') return plainText(part);
    if (Array.isArray(part)) return part.map(plain);
    if (typeof part !== 'object' || part === null) return part;
    const entries = Object.entries(part).map(([key, inner]) => {
      if (VOLATILE.has(key)) return [key, `<${key}>`];
      if (key === 'state' && (inner === 'queued' || inner === 'running')) return [key, 'begun'];
      return [key, plain(inner)];
    });
    return Object.fromEntries(entries);
  };
  return plain(value);
}
