/**
 * Imports one large file through the core and prints what it cost as one JSON document. Run by hand:
 * `node tests/bench/import-large.ts [--gb 2] [--dir FOLDER]`. FOLDER needs three times the size; it is emptied again.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Core, createLibrary, openCore } from '../../electron/core/app.ts';
import type { ImportJobResult } from '../../shared/api.ts';

const MB = 1e6;
const BLOCK = 32 << 20;
const resourcesDir = join(import.meta.dirname, '../../resources');
const { values } = parseArgs({ options: { gb: { type: 'string', default: '2' }, dir: { type: 'string' } } });
const bytes = Math.round(Number(values.gb) * 1e9);
const dir = mkdtempSync(join(values.dir ?? tmpdir(), 'aigaq-bench-'));

/** A file whose blocks all differ, so that no disk or file system can make it smaller. */
function makeFile(path: string): void {
  const block = randomBytes(BLOCK);
  const file = openSync(path, 'wx');
  for (let done = 0; done < bytes; done += BLOCK) {
    block.writeDoubleBE(done, 0);
    writeSync(file, block, 0, Math.min(BLOCK, bytes - done));
  }
  closeSync(file);
}

/** What copying it the plain way takes, down to the disk. */
function secondsOfCopy(source: string): number {
  const copy = join(dir, 'copy.bin');
  const started = performance.now();
  const { status } = spawnSync('sh', ['-c', 'cp -- "$0" "$1" && sync "$1"', source, copy], { stdio: 'inherit' });
  const seconds = (performance.now() - started) / 1000;
  rmSync(copy, { force: true });
  if (status !== 0) throw new Error('the plain copy failed; is there room on the disk?');
  return seconds;
}

async function openNew(name: string): Promise<{ core: Core; libraryDir: string }> {
  const libraryDir = join(dir, name);
  await createLibrary({ libraryDir, title: name, operator: 'bench', resourcesDir });
  return { libraryDir, core: await openCore({ libraryDir, resourcesDir, ffmpeg: null, mode: 'write' }) };
}

/** Largest resident memory of the process while `work` runs, and the longest that its main thread did not answer. */
async function watched<T>(
  work: () => Promise<T>,
): Promise<{ result: T; peakRss: number; blockedMs: number; p99Ms: number }> {
  let peakRss = 0;
  const sample = setInterval(() => {
    peakRss = Math.max(peakRss, process.memoryUsage.rss());
  }, 20);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  try {
    return { result: await work(), peakRss, blockedMs: delay.max / 1e6, p99Ms: delay.percentile(99) / 1e6 };
  } finally {
    clearInterval(sample);
    delay.disable();
  }
}

async function measureImport(source: string) {
  const { core } = await openNew('imported');
  try {
    await pause(500);
    const rssBefore = process.memoryUsage.rss();
    const started = performance.now();
    const { result, peakRss, blockedMs, p99Ms } = await watched(async () => {
      const { jobs } = await core.call('evidence.import', { sources: [{ path: source }] });
      return core.call('jobs.wait', { ids: jobs.map((job) => job.id) });
    });
    const seconds = (performance.now() - started) / 1000;
    const outcome = result[0]?.result as ImportJobResult | undefined;
    if (outcome?.item?.bytes !== bytes) throw new Error(`the import failed: ${JSON.stringify(result[0]?.error)}`);
    return { seconds, peakRss, blockedMs, p99Ms, rssBefore };
  } finally {
    await core.close();
  }
}

/** Files that an import which was cancelled half-way left in the library's folders for files. */
const filesIn = (libraryDir: string): string[] =>
  readdirSync(libraryDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('library.'))
    .map((entry) => entry.name);

async function measureCancel(source: string, importSeconds: number) {
  const { core, libraryDir } = await openNew('cancelled');
  try {
    const { jobs } = await core.call('evidence.import', { sources: [{ path: source }] });
    const [job] = jobs;
    if (!job) throw new Error('no job was started');
    await pause(Math.min(1500, importSeconds * 300));
    const started = performance.now();
    await core.call('jobs.cancel', { id: job.id });
    const [ended] = await core.call('jobs.wait', { ids: [job.id] });
    return { cancelMs: performance.now() - started, state: ended?.state, leftBehind: filesIn(libraryDir) };
  } finally {
    await core.close();
  }
}

const round = (value: number, digits = 1): number => Number(value.toFixed(digits));

try {
  const source = join(dir, 'source.bin');
  makeFile(source);
  const copySeconds = secondsOfCopy(source);
  const { seconds, peakRss, blockedMs, p99Ms, rssBefore } = await measureImport(source);
  rmSync(join(dir, 'imported'), { recursive: true, force: true });
  const cancelled = await measureCancel(source, seconds);
  const report = {
    bytes,
    seconds: round(seconds, 2),
    MBps: round(bytes / MB / seconds),
    copySeconds: round(copySeconds, 2),
    ratioToCopy: round(seconds / copySeconds, 2),
    peakRssMB: round(peakRss / MB),
    rssBeforeMB: round(rssBefore / MB),
    maxEventLoopDelayMs: round(blockedMs),
    p99EventLoopDelayMs: round(p99Ms),
    cancelMs: round(cancelled.cancelMs),
    cancelState: cancelled.state,
    leftBehind: cancelled.leftBehind,
  };
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
} finally {
  rmSync(dir, { recursive: true, force: true });
}
