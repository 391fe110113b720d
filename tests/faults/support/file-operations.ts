import { join, resolve } from 'node:path';
import { readLine, type Said } from './fault-facts.ts';
import { descriptorOf, readStrace, type SystemCall, stringsOf } from './strace-log.ts';

interface When {
  /** Lines of the log between which it took effect. */
  readonly at: number;
  readonly until: number;
}

/** What a process did to files below one folder, or said. Paths are absolute. */
export type FileOperation = When &
  (
    | {
        readonly kind: 'open';
        readonly path: string;
        readonly create: boolean;
        readonly truncate: boolean;
        readonly mode: number;
      }
    | { readonly kind: 'write'; readonly path: string; readonly position: number; readonly data: Buffer }
    /** Bytes that the system copied by itself: those that the source had at that moment. */
    | {
        readonly kind: 'copy';
        readonly from: string;
        readonly start: number;
        readonly path: string;
        readonly position: number;
        readonly length: number;
      }
    | { readonly kind: 'size'; readonly path: string; readonly size: number }
    | { readonly kind: 'mode'; readonly path: string; readonly mode: number }
    | { readonly kind: 'folder'; readonly path: string }
    | { readonly kind: 'link' | 'rename'; readonly from: string; readonly path: string }
    | { readonly kind: 'unlink'; readonly path: string }
    | { readonly kind: 'sync'; readonly path: string; readonly done: boolean }
    | { readonly kind: 'said'; readonly said: Said }
  );

/**
 * Reads a recording. SQLite's shared index (`-shm`) is left out: it is mapped into memory, and SQLite makes it anew
 * after a crash. Everything else is written by calls; what this does not understand is an error, never passed over.
 */
export function readOperations(log: string, root: string): FileOperation[] {
  const places = new Map<string, number>();
  return readStrace(log).flatMap((call) => operationOf(call, root, places));
}

const numbersAfter = (args: string): number[] =>
  args
    .split(',')
    .slice(1)
    .map((text) => Number(text.trim().startsWith('0') ? Number.parseInt(text, 8) : text.trim()));

function operationOf(call: SystemCall, root: string, places: Map<string, number>): FileOperation[] {
  const { name, args, at, until } = call;
  const when = { at, until };
  const ours = (path: string | null): path is string =>
    path !== null && (path === root || path.startsWith(`${root}/`)) && !path.endsWith('-shm');
  if (call.result < 0 && !/^f(data)?sync$/.test(name)) return [];
  switch (name) {
    case 'open':
    case 'creat':
    case 'openat':
      return openOf(call, ours, places);
    case 'write':
    case 'pwrite64':
    case 'pwritev':
      return writeOf(call, ours, places);
    case 'copy_file_range':
    case 'sendfile':
      return copyOf(call, ours, places);
    case 'lseek': {
      const { fd, path } = descriptorOf(args);
      if (ours(path)) places.set(`${fd} ${path}`, call.result);
      return [];
    }
    case 'ftruncate': {
      const { path } = descriptorOf(args);
      return ours(path) ? [{ ...when, kind: 'size', path, size: numbersAfter(args)[0] ?? 0 }] : [];
    }
    case 'fchmod': {
      const { path } = descriptorOf(args);
      return ours(path) ? [{ ...when, kind: 'mode', path, mode: numbersAfter(args)[0] ?? 0 }] : [];
    }
    case 'fsync':
    case 'fdatasync': {
      const { path } = descriptorOf(args);
      return ours(path) ? [{ ...when, kind: 'sync', path, done: call.result === 0 }] : [];
    }
    default:
      return byNames(call, ours);
  }
}

function openOf(
  { args, answer, at, until }: SystemCall,
  ours: (p: string | null) => p is string,
  places: Map<string, number>,
): FileOperation[] {
  const { fd, path } = descriptorOf(answer);
  if (!ours(path) || /O_DIRECTORY/.test(args)) return [];
  if (/O_APPEND/.test(args)) throw new Error(`${path} is appended to, which the recording does not know yet`);
  places.set(`${fd} ${path}`, 0);
  const mode = Number.parseInt(/, (0\d+)$/.exec(args)?.[1] ?? '0600', 8);
  return [{ at, until, kind: 'open', path, create: /O_CREAT/.test(args), truncate: /O_TRUNC/.test(args), mode }];
}

function writeOf(
  { name, args, result, at, until }: SystemCall,
  ours: (p: string | null) => p is string,
  places: Map<string, number>,
): FileOperation[] {
  const { fd, path } = descriptorOf(args);
  if (fd === 1 && !ours(path)) {
    const said = readLine(stringsOf(args)[0]?.toString('utf8') ?? '');
    return said === null ? [] : [{ at, until, kind: 'said', said }];
  }
  if (!ours(path)) return [];
  const data = Buffer.concat(stringsOf(args)).subarray(0, result);
  if (name !== 'write') return [{ at, until, kind: 'write', path, position: Number(/, (\d+)$/.exec(args)?.[1]), data }];
  const position = places.get(`${fd} ${path}`) ?? 0;
  places.set(`${fd} ${path}`, position + data.length);
  return [{ at, until, kind: 'write', path, position, data }];
}

/** `copy_file_range(from, [start], to, NULL, …)` and `sendfile(to, from, [start] => [end], …)`: NULL is the descriptor's own place. */
const COPIES = {
  copy_file_range: /^(?<from>\S+), (?<start>NULL|\[\d+\]), (?<to>\S+), (?<place>NULL|\[\d+\]), /,
  sendfile: /^(?<to>\S+), (?<from>\S+), (?<start>NULL|\[\d+\])( => \[\d+\])?, /,
};

function copyOf(
  { name, args, result: length, at, until }: SystemCall,
  ours: (p: string | null) => p is string,
  places: Map<string, number>,
): FileOperation[] {
  const {
    from = '',
    start = 'NULL',
    to = '',
    place = 'NULL',
  } = COPIES[name as keyof typeof COPIES].exec(args)?.groups ?? {};
  const [source, target] = [descriptorOf(from), descriptorOf(to)];
  if (!ours(target.path) || length === 0) return [];
  if (!ours(source.path)) throw new Error(`${name} into ${target.path} from ${source.path}, which was not recorded`);
  const placeOf = ({ fd, path }: { fd: number; path: string | null }, given: string): number => {
    if (given !== 'NULL') return Number(given.slice(1, -1));
    const own = places.get(`${fd} ${path}`) ?? 0;
    places.set(`${fd} ${path}`, own + length);
    return own;
  };
  const [first, position] = [placeOf(source, start), placeOf(target, place)];
  return [{ at, until, kind: 'copy', from: source.path, start: first, path: target.path, position, length }];
}

/** Calls whose files are given by name. */
function byNames({ name, args, at, until }: SystemCall, ours: (p: string | null) => p is string): FileOperation[] {
  const when = { at, until };
  const [first = '', second = ''] = /^(write|pwrite|splice|sync_|fallocate|ioctl)/.test(name)
    ? [descriptorOf(args).path ?? '']
    : stringsOf(args).map((path) => resolve(join('/', path.toString('utf8'))));
  if (!ours(first) && !ours(second)) return [];
  switch (name) {
    case 'rename':
    case 'renameat':
    case 'renameat2':
      return [{ ...when, kind: 'rename', from: first, path: second }];
    case 'link':
    case 'linkat':
      return [{ ...when, kind: 'link', from: first, path: second }];
    case 'unlink':
    case 'unlinkat':
    case 'rmdir':
      return [{ ...when, kind: 'unlink', path: first }];
    case 'mkdir':
    case 'mkdirat':
      return [{ ...when, kind: 'folder', path: first }];
    case 'chmod':
    case 'fchmodat':
      return [{ ...when, kind: 'mode', path: first, mode: numbersAfter(args).at(-1) ?? 0 }];
    case 'sync_file_range':
      return []; // Promises nothing.
    default:
      throw new Error(`${name} on ${first} is not understood`);
  }
}
