import { readFileSync } from 'node:fs';

/** Calls that change what is on a disk, or that move the place where the next bytes go. */
export const FILE_CALLS = [
  ...[
    'openat',
    'open',
    'creat',
    'write',
    'pwrite64',
    'writev',
    'pwritev',
    'pwritev2',
    'lseek',
    'ftruncate',
    'truncate',
  ],
  ...['fallocate', 'rename', 'renameat', 'renameat2', 'link', 'linkat', 'symlink', 'symlinkat', 'unlink', 'unlinkat'],
  ...['mkdir', 'mkdirat', 'rmdir', 'fsync', 'fdatasync', 'sync_file_range', 'fchmod', 'chmod', 'fchmodat'],
  ...['copy_file_range', 'sendfile', 'splice', 'ioctl'],
];

/** Options that record every such call with its bytes. */
export const recordInto = (log: string): string[] => [
  ...['-y', '-xx', '-s', String(1 << 26), '-o', log, '-e', `trace=${FILE_CALLS.join(',')}`, '-e', 'signal=none'],
];

/** One system call. It took effect somewhere between lines `at` and `until` of the log. */
export interface SystemCall {
  readonly at: number;
  readonly until: number;
  readonly thread: number;
  readonly name: string;
  readonly args: string;
  /** What it answered; -1 when it failed or never returned. */
  readonly result: number;
  readonly answer: string;
}

const LINE = /^(\d+)\s+(?:<\.\.\. (\w+) resumed>(.*)|(\w+)\((.*))$/s;
const UNFINISHED = / <unfinished \.\.\.>$/;

/** Reads a log of `strace -f`: calls that were interrupted by others are put together again. */
export function readStrace(path: string): SystemCall[] {
  const calls: SystemCall[] = [];
  const begun = new Map<string, { at: number; name: string; text: string }>();
  for (const [at, line] of readFileSync(path, 'latin1').split('\n').entries()) {
    const match = LINE.exec(line);
    if (match === null) continue;
    const [, thread = '', resumed, rest = '', name = resumed ?? '', text = ''] = match;
    if (resumed !== undefined) {
      const first = begun.get(thread);
      begun.delete(thread);
      if (first !== undefined) calls.push(callOf(Number(thread), first.name, first.text + rest, first.at, at));
    } else if (UNFINISHED.test(text)) begun.set(thread, { at, name, text: text.replace(UNFINISHED, '') });
    else calls.push(callOf(Number(thread), name, text, at, at));
  }
  return calls;
}

function callOf(thread: number, name: string, text: string, at: number, until: number): SystemCall {
  const split = text.lastIndexOf(') ');
  const answer = /=\s+(.*)$/s.exec(text.slice(split))?.[1] ?? '?';
  const result = /^-?\d+/.exec(answer);
  return { at, until, thread, name, args: text.slice(0, split), result: result ? Number(result[0]) : -1, answer };
}

const bytesOf = (hex: string): Buffer => Buffer.from(hex.replaceAll('\\x', ''), 'hex');

/** Every string among the arguments. @throws when one was not recorded whole */
export function stringsOf(args: string): Buffer[] {
  const found: Buffer[] = [];
  for (const [, hex = '', cut] of args.matchAll(/"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?/g)) {
    if (cut !== undefined) throw new Error('the recording is not whole');
    found.push(bytesOf(hex));
  }
  return found;
}

/** Number and path of the descriptor that `text` begins with; the path is null once the file has no name any more. */
export function descriptorOf(text: string): { fd: number; path: string | null } {
  const match = /^(\d+)<((?:\\x[0-9a-f]{2})*)>(\(deleted\))?/.exec(text);
  const path = bytesOf(match?.[2] ?? '').toString('utf8');
  const gone = match?.[3] !== undefined || path.endsWith(' (deleted)');
  return { fd: Number(match?.[1] ?? -1), path: gone || path === '' ? null : path };
}
