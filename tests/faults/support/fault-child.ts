import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { readLine, type Said } from './fault-facts.ts';
import type { Scenario } from './scenario-steps.ts';

export const ROOT = resolve(import.meta.dirname, '../../..');

/** Why faults cannot be made on this machine, or null. strace is Linux's own, and containers may forbid tracing. */
export function whyNoFaults(): string | null {
  if (process.platform !== 'linux') return `disk faults are made with strace, which ${process.platform} has not`;
  const { error, status } = spawnSync('strace', ['-o', '/dev/null', '-e', 'trace=none', 'true']);
  if (error !== undefined) return 'strace is not installed (on Debian or Ubuntu: apt-get install strace)';
  return status === 0 ? null : 'strace may not trace processes here';
}

/** One scenario as a child did it. */
export interface Run {
  readonly said: readonly Said[];
  /** True when it came to its end; false when it was killed or died. */
  readonly ended: boolean;
}

/** A process that does scenarios, watched or disturbed by strace from its first step to its last. */
export interface FaultChild {
  /** @param strace options for strace with its log in them; null to run undisturbed */
  run(scenario: Scenario, dir: string, seed: number, strace: readonly string[] | null): Promise<Run>;
  readonly alive: boolean;
  end(): Promise<void>;
}

/**
 * @param tree root of the sources to run, which may be an altered copy of these
 * @param threads of Node's pool for files; with one, their order is the same in every run
 */
export async function startFaultChild(cacheDir: string, tree = ROOT, threads = 4): Promise<FaultChild> {
  const child = spawn(process.execPath, [join(tree, 'tests/faults/support/fault-server.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, UV_THREADPOOL_SIZE: String(threads), UV_USE_IO_URING: '0', NODE_COMPILE_CACHE: cacheDir },
  });
  const said: Said[] = [];
  const waiting = new Set<() => void>();
  const lines = createInterface({ input: child.stdout }).on('line', (line) => {
    const one = readLine(line);
    if (one !== null) said.push(one);
    for (const look of waiting) look();
  });
  const exited = once(child, 'exit');
  let alive = true;
  const gone = Promise.all([exited, once(lines, 'close')]).then(() => {
    alive = false;
    for (const look of waiting) look();
  });
  const until = (word: 'ready' | 'end') =>
    new Promise<void>((done) => {
      const look = () => {
        if (alive && !said.some((one) => one.word === word)) return;
        waiting.delete(look);
        done();
      };
      waiting.add(look);
      look();
    });
  await until('ready');
  if (!alive) throw new Error('the child did not start');
  return {
    get alive() {
      return alive;
    },
    async run(scenario, dir, seed, options) {
      said.length = 0;
      const tracer = options === null ? null : await attach(child.pid ?? 0, options);
      child.stdin.write(`${JSON.stringify({ scenario, dir, seed })}\n`);
      await until('end');
      await tracer?.detach();
      return { said: said.slice(), ended: said.some((one) => one.word === 'end') };
    },
    async end() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

async function attach(pid: number, options: readonly string[]): Promise<{ detach(): Promise<void> }> {
  const strace = spawn('strace', ['-f', ...options, '-p', String(pid)], { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(strace, 'exit');
  await attached(strace);
  return {
    async detach() {
      strace.kill('SIGINT');
      await ended;
    },
  };
}

/** strace says so once every thread of the process is under its hand. */
function attached(strace: ChildProcess): Promise<void> {
  return new Promise((done, fail) => {
    let words = '';
    strace.stderr?.setEncoding('utf8').on('data', (text: string) => {
      words += text;
      if (/attached/.test(words)) done();
    });
    strace.on('exit', () => fail(new Error(`strace did not start: ${words}`)));
  });
}
