import { type ChildProcess, spawn } from 'node:child_process';
import { availableParallelism, constants, setPriority } from 'node:os';
import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { AppError } from '../../../shared/errors.ts';
import { type ChildGuards, couldNotStart, findGuards, guarded, type Try } from './child-guards.ts';

/** One run of a program. Arguments are passed as a list, and no shell ever reads them. */
export interface Launch {
  readonly program: string;
  readonly args: readonly string[];
  /** Wall-clock limit in milliseconds, after which the child is killed. */
  readonly limitMs: number;
  /** Longest silence in milliseconds, on all of its outputs, after which it counts as hanging; by default any. */
  readonly idleMs?: number | undefined;
  /** Most memory of its own, in bytes; `MEMORY_BYTES` by default. */
  readonly memoryBytes?: number | undefined;
  /** What it may reach over sockets: nothing, unless it has to be handed its input that way. */
  readonly reaches?: 'this machine' | undefined;
  /** True for a child that writes a file; all others answer through pipes, and the system lets them write none. */
  readonly writesFile?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Nobody waits for it: the child gives way to all else that this machine does. */
  readonly background?: boolean | undefined;
  /** Receives standard output as it comes; without it the output is collected up to `stdoutCap`. */
  readonly onStdout?: ((chunk: Buffer) => void) | undefined;
  readonly stdoutCap?: number;
  /** Receives what the child writes to file descriptor 3. */
  readonly onExtra?: ((chunk: Buffer) => void) | undefined;
  /** Receives every line of standard error as it comes; the first `MAX_LINES` are also collected. */
  readonly onLine?: ((line: string) => void) | undefined;
}

export interface Ended {
  readonly code: number | null;
  /** What ended it from outside, or the fault that broke it; null when it ended by itself. */
  readonly killedBy: NodeJS.Signals | null;
  readonly timedOut: boolean;
  readonly stdout: Buffer;
  readonly lines: readonly string[];
}

const MAX_LINES = 2000;
const MAX_LINE_LENGTH = 8192;
const STDOUT_CAP = 64 << 20;
/** Enough to decode 4K pictures with 16 waiting ones (measured: 191 MiB resident). */
export const MEMORY_BYTES = 512 << 20;
/** Larger than any clip or sound that is made in one go. */
const MOST_FILE_BYTES = 2 ** 38;
const GUARD_LIMIT_MS = 10_000;

const living = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of living) child.kill('SIGKILL');
});

/** Decoders of evidence get nothing of the person's environment: no proxy, no home, no library paths. */
function bareEnvironment(): Record<string, string> {
  if (process.platform !== 'win32') return { PATH: '/usr/bin:/bin', LANG: 'C', LC_ALL: 'C' };
  const root = process.env.SystemRoot ?? 'C:\\Windows';
  return { SystemRoot: root, PATH: `${root}\\System32` };
}

/** Splits a stream of bytes into lines at LF or CR; a line that never ends is cut. */
function lineSplitter(onLine: (line: string) => void): { push(chunk: Buffer): void; end(): void } {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  const push = (text: string) => {
    const parts = (rest + text).split(/\r\n|\n|\r/);
    rest = parts.pop() ?? '';
    for (const part of parts) onLine(part.slice(0, MAX_LINE_LENGTH));
    if (rest.length > MAX_LINE_LENGTH) {
      onLine(rest.slice(0, MAX_LINE_LENGTH));
      rest = '';
    }
  };
  return {
    push: (chunk) => push(decoder.write(chunk)),
    end: () => {
      push(decoder.end());
      if (rest !== '') onLine(rest);
    },
  };
}

function collector(cap: number): { push(chunk: Buffer): void; bytes(): Buffer } {
  const chunks: Buffer[] = [];
  let size = 0;
  return {
    push: (chunk) => {
      if (size < cap) chunks.push(chunk);
      size += chunk.length;
    },
    bytes: () => Buffer.concat(chunks).subarray(0, cap),
  };
}

let guards: Promise<ChildGuards> | null = null;

/** What this system holds every child of ours to, and what it cannot. Tried once. */
export function childGuards(): Promise<ChildGuards> {
  guards ??= findGuards(process.platform, tryCommand);
  return guards;
}

const tryCommand: Try = async (command) => {
  try {
    const ended = await start(command, { limitMs: GUARD_LIMIT_MS });
    return ended.code === 0 ? ended.stdout.toString('latin1') : null;
  } catch (error) {
    // The program is not on this machine: one of the answers that are looked for.
    if (error instanceof AppError && error.code === 'ffmpeg_missing') return null;
    throw error;
  }
};

/**
 * Runs a program to its end, within limits. The one place of the core that starts processes.
 * @throws AppError ffmpeg_missing when it cannot be started, cancelled when `signal` fires (the child is killed first)
 */
export async function launch(run: Launch): Promise<Ended> {
  if (run.signal?.aborted) throw cancelled();
  const found = await childGuards();
  const held = run.reaches === undefined ? found : { ...found, networkless: [] };
  const command = guarded(held, [run.program, ...run.args], {
    cpuSeconds: (run.limitMs / 1000) * availableParallelism(),
    memoryBytes: run.memoryBytes ?? MEMORY_BYTES,
    fileBytes: run.writesFile ? MOST_FILE_BYTES : 0,
  });
  if (run.signal?.aborted) throw cancelled();
  const ended = await start(command, run);
  const reason = found.canLimit ? couldNotStart(ended.code) : null;
  if (reason !== null) throw cannotStart(reason);
  return ended;
}

/** Starts a command as it is. @throws as {@link launch} does */
function start([program, ...args]: readonly [string, ...string[]], run: Omit<Launch, 'program' | 'args'>) {
  return new Promise<Ended>((resolve, reject) => {
    const child = spawn(program, args, {
      env: bareEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe', run.onExtra ? 'pipe' : 'ignore'],
      windowsHide: true,
      shell: false,
    });
    living.add(child);
    if (run.background) giveWay(child);
    let consumerError: unknown;
    const kill = () => child.kill('SIGKILL');
    const watch = watchdog(run, kill);
    run.signal?.addEventListener('abort', kill, { once: true });

    // A consumer that throws has met output it cannot use: the child ends and the error reaches the caller.
    const guard = (consume: (chunk: Buffer) => void) => (chunk: Buffer) => {
      watch.lives();
      if (consumerError !== undefined) return;
      try {
        consume(chunk);
      } catch (error) {
        consumerError = error;
        kill();
      }
    };
    const out = collector(run.stdoutCap ?? STDOUT_CAP);
    const lines: string[] = [];
    const splitter = lineSplitter((line) => {
      if (lines.length < MAX_LINES) lines.push(line);
      run.onLine?.(line);
    });
    child.stdout?.on('data', guard(run.onStdout ?? out.push));
    child.stderr?.on('data', guard(splitter.push));
    if (run.onExtra) (child.stdio[3] as Readable).on('data', guard(run.onExtra));

    const finish = (settle: () => void) => {
      watch.stop();
      run.signal?.removeEventListener('abort', kill);
      living.delete(child);
      settle();
    };
    child.once('error', (error: NodeJS.ErrnoException) =>
      finish(() => reject(cannotStart(error.code ?? 'unknown reason'))),
    );
    child.once('close', (code, killedBy) =>
      finish(() => {
        if (run.signal?.aborted) return reject(cancelled());
        if (consumerError !== undefined) return reject(consumerError);
        splitter.end();
        resolve({ code, killedBy, timedOut: watch.timedOut(), stdout: out.bytes(), lines });
      }),
    );
  });
}

/** Ends a child that takes too long, or that has said nothing for too long. */
function watchdog({ limitMs, idleMs }: Pick<Launch, 'limitMs' | 'idleMs'>, kill: () => void) {
  let timedOut = false;
  const bite = () => {
    timedOut = true;
    kill();
  };
  const whole = setTimeout(bite, limitMs);
  const idle = idleMs === undefined ? undefined : setTimeout(bite, idleMs);
  return {
    lives: () => void idle?.refresh(),
    timedOut: () => timedOut,
    stop() {
      clearTimeout(whole);
      clearTimeout(idle);
    },
  };
}

function giveWay({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // It has ended already, or the system does not allow it: it then runs like any other.
  }
}

function cancelled(): AppError {
  return new AppError('cancelled', 'The work was stopped before it was finished; nothing of it was kept.');
}

function cannotStart(reason: string): AppError {
  return new AppError(
    'ffmpeg_missing',
    `The ffmpeg program could not be started (${reason}). Install ffmpeg 5.1 or newer, or set its path in the settings, and try again.`,
    { reason },
  );
}
