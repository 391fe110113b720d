import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Warning } from '../../shared/evidence.ts';

/** How the import of one file went. Times are in milliseconds: of the import alone, and with looking at the item. */
export interface SessionStep {
  readonly path: string;
  readonly state: string;
  readonly outcome: string | null;
  readonly review: string | null;
  readonly frames: number | null;
  readonly pages: number | null;
  readonly warnings: readonly Warning[];
  readonly imported: number;
  /** HTTP status of thumbnail and first picture. */
  readonly statuses: readonly number[];
  readonly all: number;
}

export interface Session {
  readonly steps: readonly SessionStep[];
  readonly code: number | null;
  /** Largest resident memory in bytes that was seen, of the program itself and of any child of it. */
  readonly rss: { readonly core: number; readonly child: number };
  /** System calls that open, run or connect, of the program and all its children; null without strace. */
  readonly calls: readonly string[] | null;
}

const SAMPLE_MS = 20;

export const hasStrace = (): boolean => spawnSync('strace', ['-V']).status === 0;

/** Imports files one by one through the core in a process of its own, watched from outside. */
export async function hostileSession(dir: string, paths: readonly string[], traced: boolean): Promise<Session> {
  const listFile = join(dir, 'paths.json');
  const log = join(dir, 'calls.log');
  writeFileSync(listFile, JSON.stringify(paths));
  const script = fileURLToPath(new URL('./hostile-session-script.ts', import.meta.url));
  const run = [process.execPath, script, dir, listFile];
  const watch = ['strace', '-f', '--seccomp-bpf', '-qq', '-s', '400', '-o', log];
  const what = ['-e', 'trace=open,openat,openat2,execve,socket,connect,rename,renameat2,unlink'];
  const [program = '', ...args] = traced ? [...watch, ...what, ...run] : run;
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const steps: SessionStep[] = [];
  const rss = { core: 0, child: 0 };
  const timer = setInterval(() => sample(child.pid ?? 0, rss), SAMPLE_MS);
  createInterface({ input: child.stdout }).on('line', (line) => steps.push(JSON.parse(line) as SessionStep));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(timer);
  return { steps, code, rss, calls: existsSync(log) ? readFileSync(log, 'utf8').split('\n') : null };
}

/** Peaks of the descendants of a process, as the kernel keeps them (proc(5), VmHWM). */
function sample(root: number, rss: { core: number; child: number }): void {
  const parents = new Map<number, { parent: number; name: string; peak: number }>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const status = statusOf(Number(entry));
    if (status !== null) parents.set(Number(entry), status);
  }
  for (const [pid, { name, peak }] of parents) {
    if (!descends(parents, pid, root) || name === 'strace') continue;
    const isCore = name === 'node' || name === 'MainThread';
    rss[isCore ? 'core' : 'child'] = Math.max(rss[isCore ? 'core' : 'child'], peak);
  }
}

function statusOf(pid: number): { parent: number; name: string; peak: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/status`, 'utf8');
    const field = (key: string) => new RegExp(`^${key}:\\s*(\\S+)`, 'm').exec(text)?.[1] ?? '';
    return { parent: Number(field('PPid')), name: field('Name'), peak: Number(field('VmHWM')) * 1024 };
  } catch {
    // It has ended since the folder was read.
    return null;
  }
}

function descends(parents: ReadonlyMap<number, { parent: number }>, pid: number, root: number): boolean {
  for (let at = pid; at > 1; at = parents.get(at)?.parent ?? 0) if (at === root) return true;
  return false;
}
