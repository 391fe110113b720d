import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';

/** Numbers in [0, 1), always the same ones for a seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Flips one bit of a file, and gives back what puts it right again. */
export function flipInFile(file: string, bit: number): () => void {
  const bytes = readFileSync(file);
  chmodSync(file, 0o600);
  const spoiled = Buffer.from(bytes);
  spoiled[bit >> 3] = (spoiled[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  writeFileSync(file, spoiled);
  return () => writeFileSync(file, bytes);
}

const COLUMNS = ['at', 'operator', 'action', 'subject', 'details', 'prev', 'hash'] as const;

/** Flips one bit of one value of a ledger row, within 7-bit text so that the value stays text. Says what it did. */
export function flipInLedger(db: DatabaseSync, random: () => number): string {
  const rows = db.prepare('select * from ledger').all();
  for (;;) {
    const row = rows[Math.floor(random() * rows.length)];
    const column = COLUMNS[Math.floor(random() * COLUMNS.length)] ?? 'at';
    const text = row?.[column];
    if (typeof text !== 'string' || text === '') continue;
    const bytes = Buffer.from(text);
    const at = Math.floor(random() * bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 7));
    if (bytes.includes(0) || bytes.toString('utf8') === text || !isText(bytes)) continue;
    db.prepare(`update ledger set ${column} = ? where seq = ?`).run(bytes.toString('utf8'), row?.seq ?? 0);
    return `${column} of entry ${row?.seq}: ${text.slice(0, 40)} at byte ${at}`;
  }
}

const isText = (bytes: Buffer): boolean => Buffer.from(bytes.toString('utf8')).equals(bytes);
