/**
 * Measures the frame index and prints one JSON document. Run by hand:
 * `node tests/bench/index-bench.ts [--short FILM] [--long FILM] [--runs 30] [--ffmpeg ffmpeg] [--ffprobe ffprobe]`.
 * Films that are not given are made in a temporary folder, which is emptied again: 18,000 pictures at 30 a second, and
 * the same eighteen times over for three hours (about 3 GB).
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { decodeIndex, encodeIndex } from '../../electron/core/media/index-file.ts';
import { PicturePrints } from '../../electron/core/media/index-prints.ts';
import { readSampleTable } from '../../electron/core/media/sample-table.ts';
import { unwatched } from '../../electron/core/progress.ts';
import { plainFile } from '../../electron/core/store/file-source.ts';

const text = (value: string) => ({ type: 'string', default: value }) as const;
const { values } = parseArgs({
  options: {
    ...{ short: { type: 'string' }, long: { type: 'string' }, runs: text('30') },
    ...{ ffmpeg: text('ffmpeg'), ffprobe: text('ffprobe') },
  },
});
const runs = Number(values.runs);
const dir = mkdtempSync(join(tmpdir(), 'aigaq-index-bench-'));

function ffmpeg(...args: string[]): void {
  execFileSync(values.ffmpeg, ['-nostdin', '-v', 'error', '-y', ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Ten minutes with B-frames, sound and about the data rate of a small camera. */
function makeShort(): string {
  const path = join(dir, 'short.mp4');
  const video = 'testsrc2=size=640x360:rate=30,noise=alls=12:allf=t:all_seed=1';
  ffmpeg(
    ...['-f', 'lavfi', '-i', video, '-f', 'lavfi', '-i', 'sine=frequency=300', '-t', '600'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '2', '-g', '60', '-b:v', '2M', '-pix_fmt', 'yuv420p'],
    ...['-c:a', 'aac', '-shortest', path],
  );
  return path;
}

function makeLong(short: string): string {
  const path = join(dir, 'long.mp4');
  ffmpeg('-stream_loop', '17', '-i', short, '-map', '0:v:0', '-c', 'copy', path);
  return path;
}

interface Times {
  readonly n: number;
  readonly p50: number;
  readonly p95: number;
}

function timesOf(values: readonly number[]): Times {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => round(sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0);
  return { n: sorted.length, p50: at(0.5), p95: at(0.95) };
}

const round = (value: number, digits = 2): number => Number(value.toFixed(digits));

async function measured(count: number, work: () => unknown): Promise<Times> {
  const times: number[] = [];
  for (let run = 0; run < count; run++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return timesOf(times);
}

/** Bytes that this process has asked the system for, whatever its own code counts. */
function bytesAsked(): number {
  return Number(/^rchar: (\d+)/m.exec(readFileSync('/proc/self/io', 'utf8'))?.[1] ?? 0);
}

async function tables(path: string) {
  const { size } = statSync(path);
  const before = bytesAsked();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const { index, reason, bytesRead } = await readSampleTable(plainFile(path), unwatched.signal);
  delay.disable();
  if (index === null) throw new Error(`${path} is not listed by its tables: ${reason}`);
  const asked = bytesAsked() - before;
  return {
    ...{ frames: index.pts.length, keys: index.keys.length, bytes: size, bytesRead, bytesAsked: asked },
    shareRead: round(Math.max(asked, bytesRead) / size, 5),
    longestBlockMs: round(delay.max / 1e6),
    readMs: await measured(runs, () => readSampleTable(plainFile(path), unwatched.signal)),
  };
}

/** Both in turn, so that what else the machine does meets them alike. */
async function againstPackets(path: string) {
  const [ours, theirs]: number[][] = [[], []];
  const probe = () =>
    spawnSync(values.ffprobe, ['-v', 'error', '-select_streams', 'v:0', '-show_packets', '-of', 'csv', path], {
      maxBuffer: 1 << 30,
    });
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    await readSampleTable(plainFile(path), unwatched.signal);
    const middle = performance.now();
    if (probe().status !== 0) throw new Error('ffprobe failed');
    ours?.push(middle - start);
    theirs?.push(performance.now() - middle);
  }
  const [index, packets] = [timesOf(ours ?? []), timesOf(theirs ?? [])];
  return { indexMs: index, showPacketsMs: packets, ratioP50: round(index.p50 / packets.p50, 3) };
}

/** The index of three hours as it is kept once all is decoded: loading it, and the answer of `evidence.frames`. */
async function kept(path: string) {
  const { index } = await readSampleTable(plainFile(path), unwatched.signal);
  if (index === null) throw new Error('no list');
  const bytes = Uint8Array.from({ length: index.pts.length * 16 }, (_, n) => (n * 7919) & 255);
  const file = join(dir, 'frames.idx');
  writeFileSync(file, encodeIndex({ ...index, source: 'decoder', md5: new PicturePrints(bytes) }));
  const { timeBase, pts, keys, source, fieldOrder } = index;
  const answer = { timeBase, pts, keys, source, fieldOrder };
  return {
    frames: pts.length,
    fileBytes: statSync(file).size,
    loadMs: await measured(runs, () => decodeIndex(readFileSync(file))),
    jsonBytes: JSON.stringify(answer).length,
    jsonMs: await measured(runs, () => JSON.stringify(answer)),
    parseMs: await measured(runs, () => JSON.parse(JSON.stringify(answer))),
  };
}

try {
  const short = values.short ?? makeShort();
  const long = values.long ?? makeLong(short);
  const loadBefore = loadavg().map((value) => round(value));
  const report = {
    machine: { cpu: cpus()[0]?.model ?? '', cores: cpus().length, memory: totalmem(), node: process.version },
    loadBefore,
    short: { ...(await tables(short)), ...(await againstPackets(short)) },
    long: await tables(long),
    kept: await kept(long),
    loadAfter: loadavg().map((value) => round(value)),
  };
  const met = {
    'index of the short film at most 0.5 of ffprobe -show_packets': report.short.ratioP50 <= 0.5,
    'at most 1 % of either file read': Math.max(report.short.shareRead, report.long.shareRead) <= 0.01,
    'three hours listed within 1.5 s': report.long.readMs.p95 <= 1500,
    'index of three hours loaded within 150 ms': report.kept.loadMs.p95 <= 150,
  };
  process.stdout.write(`${JSON.stringify({ ...report, met }, null, 2)}\n`);
  process.exitCode = Object.values(met).every(Boolean) ? 0 : 1;
} finally {
  rmSync(dir, { recursive: true, force: true });
}
