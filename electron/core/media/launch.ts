import { type ChildProcess, spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { AppError } from '../../../shared/errors.ts';

/** One run of a program. Arguments are passed as a list; there is never a shell. */
export interface Launch {
  readonly program: string;
  readonly args: readonly string[];
  /** Wall-clock limit in milliseconds, after which the child is killed. */
  readonly limitMs: number;
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
  readonly timedOut: boolean;
  readonly stdout: Buffer;
  readonly lines: readonly string[];
}

const MAX_LINES = 2000;
const MAX_LINE_LENGTH = 8192;
const STDOUT_CAP = 64 << 20;

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

/**
 * Runs a program to its end. The one place of the core that starts processes.
 * @throws AppError ffmpeg_missing when it cannot be started, cancelled when `signal` fires (the child is killed first)
 */
export function launch(run: Launch): Promise<Ended> {
  if (run.signal?.aborted) return Promise.reject(cancelled());
  return new Promise((resolve, reject) => {
    const child = spawn(run.program, [...run.args], {
      env: bareEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe', run.onExtra ? 'pipe' : 'ignore'],
      windowsHide: true,
      shell: false,
    });
    living.add(child);
    if (run.background) giveWay(child);
    let timedOut = false;
    let consumerError: unknown;
    const kill = () => child.kill('SIGKILL');
    const timer = setTimeout(() => {
      timedOut = true;
      kill();
    }, run.limitMs);
    run.signal?.addEventListener('abort', kill, { once: true });

    // A consumer that throws has met output it cannot use: the child ends and the error reaches the caller.
    const guarded = (consume: (chunk: Buffer) => void) => (chunk: Buffer) => {
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
    child.stdout?.on('data', guarded(run.onStdout ?? out.push));
    child.stderr?.on('data', guarded(splitter.push));
    if (run.onExtra) (child.stdio[3] as Readable).on('data', guarded(run.onExtra));

    const finish = (settle: () => void) => {
      clearTimeout(timer);
      run.signal?.removeEventListener('abort', kill);
      living.delete(child);
      settle();
    };
    child.once('error', (error: NodeJS.ErrnoException) => finish(() => reject(cannotStart(error))));
    child.once('close', (code) =>
      finish(() => {
        if (run.signal?.aborted) return reject(cancelled());
        if (consumerError !== undefined) return reject(consumerError);
        splitter.end();
        resolve({ code, timedOut, stdout: out.bytes(), lines });
      }),
    );
  });
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

function cannotStart(error: NodeJS.ErrnoException): AppError {
  return new AppError(
    'ffmpeg_missing',
    `The ffmpeg program could not be started (${error.code ?? 'unknown reason'}). Install ffmpeg 5.1 or newer, or set its path in the settings, and try again.`,
    { reason: error.code ?? 'unknown' },
  );
}
