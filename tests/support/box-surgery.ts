/** Finds and changes boxes of small MP4 files, for tests on tables that lie. */

/** Content of the first box on a path such as `moov/trak/mdia/mdhd`; null when there is none. */
export function boxSpan(data: Buffer, path: string): { start: number; end: number } | null {
  let span = { start: 0, end: data.length };
  for (const type of path.split('/')) {
    const inner = child(data, span, type);
    if (inner === null) return null;
    span = inner;
  }
  return span;
}

function child(data: Buffer, { start, end }: { start: number; end: number }, type: string) {
  for (let at = start; at + 8 <= end; ) {
    const size = data.readUInt32BE(at) || end - at;
    if (size < 8) return null;
    if (data.toString('latin1', at + 4, at + 8) === type) return { start: at + 8, end: at + size };
    at += size;
  }
  return null;
}

/** A copy in which `change` has written into the content of a box. */
export function withBox(data: Buffer, path: string, change: (content: Buffer) => void): Buffer {
  const copy = Buffer.from(data);
  const span = boxSpan(copy, path);
  if (span === null) throw new Error(`no ${path}`);
  change(copy.subarray(span.start, span.end));
  return copy;
}
