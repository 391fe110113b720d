import type { TimeBase } from '../../../shared/time.ts';

/** One packet as ffmpeg's framecrc lists it. */
export interface PacketRow {
  /** Number of the stream in the output. */
  readonly stream: number;
  readonly timeBase: TimeBase;
  readonly pts: number;
  /** As the container or the codec states it; 0 when neither does. */
  readonly duration: number;
  readonly bytes: number;
}

const ROW = /^(\d+),\s*-?\d+,\s*(-?\d+),\s*(-?\d+),\s*(\d+),/;
/** A line of the list is short; what is longer is none. */
const LONGEST_LINE = 4096;

/** Reads ffmpeg's framecrc as it comes, in chunks of any size, and hands over one packet after the other. */
export function packetRows(onPacket: (row: PacketRow) => void): { push(chunk: Buffer): void; end(): void } {
  const timeBases = new Map<number, TimeBase>();
  let rest = '';
  const line = (text: string) => {
    const row = ROW.exec(text);
    if (row) {
      const stream = Number(row[1]);
      const timeBase = timeBases.get(stream) ?? [1, 1];
      onPacket({ stream, timeBase, pts: Number(row[2]), duration: Number(row[3]), bytes: Number(row[4]) });
      return;
    }
    const base = /^#tb (\d+): (\d+)\/(\d+)/.exec(text);
    if (base) timeBases.set(Number(base[1]), [Number(base[2]), Number(base[3])]);
  };
  return {
    push(chunk) {
      const lines = (rest + chunk.toString('latin1')).split('\n');
      rest = (lines.pop() ?? '').slice(0, LONGEST_LINE);
      for (const text of lines) line(text);
    },
    end() {
      if (rest !== '') line(rest);
      rest = '';
    },
  };
}

/** Larger packets are passed over: no encoder's parameters fill a megabyte. */
const LARGEST_PACKET = 1 << 20;

/**
 * Puts packets together that come in two pipes: their sizes in one, their bytes in the other. Neither waits for the
 * other for longer than a pipe's buffer.
 */
export function packetJoiner(onPacket: (pts: number, bytes: Buffer) => void): {
  expect(pts: number, bytes: number): void;
  push(chunk: Buffer): void;
} {
  let expected: { pts: number; bytes: number }[] = [];
  let held: Buffer = Buffer.alloc(0);
  let passOver = 0;
  const join = () => {
    let at = 0;
    let taken = 0;
    for (const { pts, bytes } of expected) {
      if (bytes > LARGEST_PACKET) {
        const here = Math.min(bytes, held.length - at);
        passOver = bytes - here;
        at += here;
      } else if (held.length - at < bytes) break;
      else {
        onPacket(pts, held.subarray(at, at + bytes));
        at += bytes;
      }
      taken++;
      if (passOver > 0) break;
    }
    expected = expected.slice(taken);
    held = held.subarray(at);
  };
  return {
    expect(pts, bytes) {
      expected.push({ pts, bytes });
      if (passOver === 0 && held.length > 0) join();
    },
    push(chunk) {
      const skipped = Math.min(passOver, chunk.length);
      passOver -= skipped;
      held = Buffer.concat([held, chunk.subarray(skipped)]);
      if (passOver === 0) join();
    },
  };
}
