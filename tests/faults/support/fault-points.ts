import { readStrace } from './strace-log.ts';

/** The nth call of a name that some thread makes: strace counts each thread's calls by themselves. */
export interface FaultPoint {
  readonly call: string;
  readonly nth: number;
}

/** Calls that a disk can fail, or a process be killed at. Opening for reading is not among them, nor is talking. */
export const DISK_CALLS = [
  'pwrite64',
  'pwritev',
  'fsync',
  'fdatasync',
  'rename',
  'link',
  'unlink',
  'mkdir',
  'rmdir',
  'ftruncate',
  'fchmod',
];

/** Every point below `root` that a recording goes through, call by call. */
export function faultPoints(log: string, root: string): FaultPoint[] {
  const below = Buffer.from(root).toString('hex').replaceAll(/../g, '\\x$&');
  const counts = new Map<string, number>();
  const points = new Map<string, FaultPoint>();
  for (const { name: call, thread, args } of readStrace(log)) {
    if (!DISK_CALLS.includes(call)) continue;
    const nth = (counts.get(`${call} ${thread}`) ?? 0) + 1;
    counts.set(`${call} ${thread}`, nth);
    if (args.includes(below)) points.set(`${call} ${nth}`, { call, nth });
  }
  return [...points.values()];
}

/** As many of them as asked for, evenly chosen, beginning with the `from`th. */
export function someOf<T>(points: readonly T[], most: number, from = 0): T[] {
  const chosen = Math.min(most, points.length);
  const at = (n: number) => Math.floor((n * points.length) / chosen + from) % points.length;
  return [...new Set(Array.from({ length: chosen }, (_, n) => at(n)))].map((n) => points[n] as T);
}
