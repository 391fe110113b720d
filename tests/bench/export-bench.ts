/**
 * Compares an export with the bare commands that it cannot do without: one ffmpeg run for each clip, with the same seek,
 * and a copy of the originals; and, told apart, one for each still. Nothing is proven, listed, drawn, hashed or signed by
 * them. Run by hand on a quiet machine: `node tests/bench/export-bench.ts [--count 200] [--seconds 10]
 * [--originals-gb 0] [--burn-in] [--dir FOLDER]`; prints one JSON document.
 */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFileSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Core, createLibrary, openCore } from '../../electron/core/app.ts';
import type { ExhibitDocument } from '../../electron/core/features/exhibits/schema/bundle-schema.ts';
import type { ImportJobResult } from '../../shared/api.ts';
import { BURN_INS, burnInOf, NO_BURN_IN } from '../../shared/burn-in.ts';
import { exportTo, resourcesDir } from '../support/exhibit-library.ts';
import { removeFolder } from '../support/temp-folder.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '10' },
    'originals-gb': { type: 'string', default: '0' },
    'burn-in': { type: 'boolean', default: false },
    dir: { type: 'string' },
  },
});
const RATE = 25;
const KEY_EVERY = 50;
const count = Number(values.count);
const frames = Number(values.seconds) * RATE;
const gigabytes = Number(values['originals-gb']);
const dir = mkdtempSync(join(values.dir ?? tmpdir(), 'aigaq-export-bench-'));

/** 1080p with a key frame every two seconds; a short piece is coded and repeated without coding it again. */
function makeRecording(): string {
  const [piece, path] = [join(dir, 'piece.mp4'), join(dir, 'recording.mp4')];
  const picture = `testsrc2=size=1920x1080:rate=${RATE},noise=alls=6:allf=t:all_seed=1`;
  const sound = ['-f', 'lavfi', '-i', 'anoisesrc=r=48000:a=0.2:seed=1'];
  const coded = [
    '-t',
    '20',
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-g',
    String(KEY_EVERY),
    '-pix_fmt',
    'yuv420p',
    '-c:a',
    'aac',
  ];
  execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', picture, ...sound, ...coded, piece]);
  const times = Math.ceil((count * frames) / 500);
  execFileSync('ffmpeg', ['-v', 'error', '-stream_loop', String(times - 1), '-i', piece, '-c', 'copy', path]);
  grow(path);
  return path;
}

/** Bytes behind the film, in a box that players pass over, so that the original has the size that is asked for. */
function grow(path: string): void {
  const bytes = Math.round(gigabytes * 1e9);
  if (bytes === 0) return;
  const head = Buffer.alloc(16);
  head.writeUInt32BE(1, 0);
  head.write('free', 4, 'latin1');
  head.writeBigUInt64BE(BigInt(bytes), 8);
  appendFileSync(path, head);
  const block = randomBytes(1 << 24);
  for (let done = 16; done < bytes; done += block.length) appendFileSync(path, block.subarray(0, bytes - done));
}

async function makeLibrary(film: string): Promise<{ core: Core; markIds: string[] }> {
  const libraryDir = join(dir, 'library');
  await createLibrary({ libraryDir, title: 'Bench', operator: 'bench', resourcesDir });
  const core = await openCore({ libraryDir, resourcesDir, ffmpeg: 'ffmpeg', mode: 'write' });
  const { jobs } = await core.call('evidence.import', { sources: [{ path: film }] });
  const [job] = await core.call('jobs.wait', { ids: jobs.map(({ id }) => id) });
  const item = (job?.result as ImportJobResult | undefined)?.item;
  if (!item) throw new Error(`not imported: ${JSON.stringify(job?.error)}`);
  const markIds: string[] = [];
  for (let n = 0; n < count; n++) {
    const span = { in: n * frames, out: (n + 1) * frames - 1 };
    markIds.push((await core.call('marks.create', { evidenceId: item.id, ...span, title: `Exhibit ${n + 1}` })).id);
  }
  return { core, markIds };
}

async function secondsOf(work: () => Promise<unknown> | unknown): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/** Seeks to the key frame at or before frame n of the whole film, as the program does. */
function seekTo(n: number): string[] {
  const before = Math.floor(n / KEY_EVERY) * KEY_EVERY;
  return before === 0 ? [] : ['-seek_timestamp', '1', '-noaccurate_seek', '-ss', (before / RATE).toFixed(6)];
}

/** One still by itself. */
function bareStill(film: string, n: number, path: string): void {
  const filters = `select='gte(pts,${n}/${RATE}/TB)',scale=flags=bicubic+accurate_rnd,format=rgb24`;
  const args = ['-y', '-copyts', ...seekTo(n), '-i', film, '-map', '0:v:0', '-vf', filters, '-frames:v', '1', path];
  execFileSync('ffmpeg', args, { stdio: 'ignore' });
}

/** First and last picture of every exhibit. */
function bareStills(film: string): void {
  for (let number = 1; number <= count; number++) {
    for (const n of [(number - 1) * frames, number * frames - 1]) bareStill(film, n, join(dir, `${number}-${n}.png`));
  }
}

/** The recipes of all films of a bundle, run one after the other with the seek that the program makes as well. */
function bare(bundle: string, film: string): void {
  const out = join(dir, 'bare');
  mkdirSync(out);
  for (let number = 1; number <= count; number++) {
    const folder = join(bundle, 'data/exhibits', String(number));
    const exhibit = JSON.parse(readFileSync(join(folder, 'exhibit.json'), 'utf8')) as ExhibitDocument;
    const films = new Set(exhibit.files.map(({ path }) => path));
    for (const { path, role, recipe } of exhibit.files) {
      if (role !== 'clip' && role !== 'clean') continue;
      const names = (argument: string): string => (films.has(argument) ? join(folder, argument) : argument);
      const args = (recipe.arguments ?? []).map((argument) =>
        argument === 'ORIGINAL' ? film : argument === 'CLIP' ? join(out, `${number}-${path}`) : names(argument),
      );
      // A second earlier, for the decoder of the sound.
      const seek = seekTo(Math.max(0, (number - 1) * frames - RATE));
      const input = args.indexOf('-protocol_whitelist');
      execFileSync('ffmpeg', [...args.slice(0, input), ...seek, ...args.slice(input)], { stdio: 'ignore' });
    }
  }
  if (gigabytes > 0) copyFileSync(film, join(out, 'original.mp4'));
}

const film = makeRecording();
const { core, markIds } = await makeLibrary(film);
try {
  const burnIn = values['burn-in'] ? burnInOf(BURN_INS) : NO_BURN_IN;
  const options = { markIds, allowIncomplete: true, withOriginals: gigabytes > 0, burnIn };
  // The list of pictures is decoded once for each recording, whatever is exported of it afterwards.
  const [firstId = ''] = markIds;
  await exportTo(core, join(dir, 'warm'), { markIds: [firstId], allowIncomplete: true });
  const exported = await secondsOf(() => exportTo(core, join(dir, 'bundle'), options));
  const commands = await secondsOf(() => bare(join(dir, 'bundle'), film));
  const stills = await secondsOf(() => bareStills(film));
  const rounded = (value: number) => Number(value.toFixed(3));
  const figures = {
    ...{ exported: rounded(exported), commands: rounded(commands), ratio: rounded(exported / commands) },
    ...{ stills: rounded(stills), ratioWithStills: rounded(exported / (commands + stills)) },
  };
  const machine = { cores: cpus().length, load: loadavg()[0] };
  process.stdout.write(`${JSON.stringify({ count, frames, gigabytes, burnIn, ...figures, ...machine }, null, 2)}\n`);
} finally {
  await core.close();
  removeFolder(dir);
}
