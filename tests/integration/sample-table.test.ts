import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decodeIndexOf } from '../../electron/core/media/frame-index.ts';
import { framemd5Reader } from '../../electron/core/media/framemd5.ts';
import { readSampleTable } from '../../electron/core/media/sample-table.ts';
import { unwatched } from '../../electron/core/progress.ts';
import { plainFile } from '../../electron/core/store/file-source.ts';
import { boxSpan, withBox } from '../support/box-surgery.ts';
import { makeWithFfmpeg } from '../support/media-room.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const newDir = sharedTempDirs('sample-table');
const { signal } = unwatched;
const X264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '2', '-g', '12', '-pix_fmt', 'yuv420p'];
const X265 = ['-c:v', 'libx265', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-tag:v', 'hvc1', '-x265-params'];

interface Film {
  readonly what: string;
  readonly name?: string;
  /** Options before the inputs. */
  readonly before?: readonly string[];
  readonly rate?: string;
  readonly options: readonly string[];
  /** Null where the tables are to be trusted; else a part of the reason why not. */
  readonly reason: string | null;
}

function make({ name = 'film.mp4', before = [], rate = '25', options }: Film): string {
  const path = join(newDir(), name);
  const source = `testsrc2=size=160x120:rate=${rate}`;
  makeWithFfmpeg(...before, '-f', 'lavfi', '-i', source, '-frames:v', '40', ...options, path);
  return path;
}

const decoded = async (path: string) => {
  const index = await decodeIndexOf(
    'ffmpeg',
    { file: plainFile(path), demuxer: 'mov', decoders: null },
    { bytes: 1e6, declared: null, stored: null },
    unwatched,
  );
  return index && { timeBase: index.timeBase, pts: index.pts, keys: index.keys, size: [index.width, index.height] };
};

const listed = async (path: string) => {
  const { index, reason } = await readSampleTable(plainFile(path), signal);
  const list = index && { timeBase: index.timeBase, pts: index.pts, keys: index.keys };
  return { reason, list: list && index && { ...list, size: [index.width, index.height] } };
};

const uneven = "settb=1/90000,setpts='3000*N+300*mod(7*N,5)+18000*gt(N,20)'";
const FILMS: readonly Film[] = [
  { what: 'B-frames and an edit list', options: X264, reason: null },
  { what: '29.97 pictures a second', rate: '30000/1001', options: X264, reason: null },
  { what: 'B-frames without an edit list', options: [...X264, '-use_editlist', '0'], reason: null },
  { what: 'negative offsets', options: [...X264, '-movflags', '+negative_cts_offsets'], reason: null },
  {
    what: 'uneven steps',
    options: ['-vf', uneven, ...X264, '-fps_mode', 'passthrough', '-enc_time_base', '1:90000'],
    reason: null,
  },
  { what: 'an empty edit first', before: ['-itsoffset', '1.5'], options: X264, reason: null },
  { what: 'every picture a key frame', options: [...X264, '-g', '1'], reason: null },
  { what: 'no reordering', options: ['-c:v', 'libx264', '-profile:v', 'baseline', '-g', '10'], reason: null },
  { what: 'tables before the pictures', options: [...X264, '-movflags', '+faststart'], reason: null },
  { what: 'Motion JPEG', name: 'film.mov', options: ['-c:v', 'mjpeg'], reason: null },
  { what: 'ProRes', name: 'film.mov', options: ['-c:v', 'prores', '-profile:v', '0'], reason: null },
  { what: 'HEVC with open groups', options: [...X265, 'keyint=10:open-gop=1:log-level=none'], reason: null },
  { what: 'HEVC with closed groups', options: [...X265, 'keyint=10:open-gop=0:log-level=none'], reason: null },
  {
    what: 'open groups',
    options: [...X264, '-x264-params', 'open-gop=1:bframes=2'],
    reason: 'key picture that it follows',
  },
  { what: 'fragments', options: [...X264, '-movflags', '+frag_keyframe'], reason: 'fragments' },
  { what: 'interlaced', options: ['-c:v', 'libx264', '-flags', '+ilme+ildct'], reason: 'fields' },
  { what: 'MPEG-4 ASP', options: ['-c:v', 'mpeg4'], reason: 'not surely one picture' },
];

describe.each(FILMS)('$what', (film) => {
  test(film.reason === null ? 'tables and decoder agree' : 'is left to the decoder', async () => {
    const path = make(film);
    const { list, reason } = await listed(path);
    if (film.reason !== null) expect(reason).toContain(film.reason);
    else expect({ reason, list }).toEqual({ reason: null, list: await decoded(path) });
  });
});

test('a cut that an edit list hides is left to the decoder', async () => {
  const dir = newDir();
  const whole = make({ what: '', options: X264, reason: null });
  makeWithFfmpeg('-ss', '0.8', '-i', whole, '-c', 'copy', join(dir, 'cut.mp4'));
  expect((await listed(join(dir, 'cut.mp4'))).reason).toContain('an edit list that cuts');
});

const STBL = 'moov/trak/mdia/minf/stbl';
const u32 = (at: number, value: number) => (content: Buffer) => void content.writeUInt32BE(value, at);

describe('tables that lie', () => {
  const good = (): Buffer => readFileSync(make({ what: '', options: X264, reason: null }));
  const film = good();
  const put = (data: Buffer): string => {
    const path = join(newDir(), 'lie.mp4');
    writeFileSync(path, data);
    return path;
  };
  const LIES: readonly [string, string, (content: Buffer) => void][] = [
    ['more sizes than there is room', `${STBL}/stsz`, u32(8, 0xffffffff)],
    ['one size for four thousand million samples', `${STBL}/stsz`, (c) => void c.writeBigUInt64BE(0x1_ffff_fffen, 4)],
    ['a size of nothing', `${STBL}/stsz`, u32(16, 0)],
    ['a size larger than the file', `${STBL}/stsz`, u32(16, 0x3fffffff)],
    ['more steps than there is room', `${STBL}/stts`, u32(4, 0x20000000)],
    ['steps for four thousand million samples', `${STBL}/stts`, u32(8, 0xffffffff)],
    ['a step backwards', `${STBL}/stts`, u32(12, 0xffffff00)],
    ['no step at all', `${STBL}/stts`, u32(12, 0)],
    ['offsets for other samples', `${STBL}/ctts`, u32(8, 99)],
    ['two pictures at one time', `${STBL}/ctts`, (c) => u32(12, c.readUInt32BE(12) + 512)(c)],
    ['a picture long after its group', `${STBL}/ctts`, u32(20, 9_000_000)],
    ['chunks outside the file', `${STBL}/stco`, u32(8, 0xfffffff0)],
    ['runs of chunks that begin nowhere', `${STBL}/stsc`, u32(8, 7)],
    ['more samples in a chunk than there are', `${STBL}/stsc`, u32(12, 0x7fffffff)],
    ['another sample entry', `${STBL}/stsc`, u32(16, 2)],
    ['no first key sample', `${STBL}/stss`, u32(8, 2)],
    ['a key sample that is none', `${STBL}/stss`, u32(12, 14)],
    ['no clock', 'moov/trak/mdia/mdhd', u32(12, 0)],
    ['no clock of the movie', 'moov/mvhd', u32(12, 0)],
    ['an edit that ends early', 'moov/trak/edts/elst', u32(8, 500)],
    ['an edit at another speed', 'moov/trak/edts/elst', u32(16, 0x20000)],
    ['edits without end', 'moov/trak/edts/elst', u32(4, 0xffffffff)],
    ['a box that holds itself', 'moov', (c) => c.writeUInt32BE(0xffffffff, 0)],
    ['a box of no length', 'moov/trak', (c) => c.writeUInt32BE(0, 0)],
  ];

  test.each(LIES)('%s', async (_, path, change) => {
    const { list, reason } = await listed(put(withBox(film, path, change)));
    expect(list).toBeNull();
    expect(reason).not.toBe('');
  });

  test('cut anywhere, twice the tables, nothing at all', async () => {
    for (let length = 0; length < film.length; length += 997)
      expect((await listed(put(film.subarray(0, length)))).list).toBeNull();
    const moov = boxSpan(film, 'moov') ?? { start: 8, end: 8 };
    const twice = Buffer.concat([film, film.subarray(moov.start - 8, moov.end)]);
    expect((await listed(put(twice))).reason).toBe('two moov boxes');
    expect((await listed(join(newDir(), 'nowhere'))).reason).toBe('the file cannot be read');
  });

  test('samples on top of each other', async () => {
    const before = ['-f', 'lavfi', '-i', 'sine'];
    const two = readFileSync(make({ what: '', before, options: ['-shortest', ...X264], reason: null }));
    expect((await listed(put(two))).reason).toBeNull();
    const same = withBox(two, `${STBL}/stco`, (content) => {
      expect(content.readUInt32BE(4)).toBeGreaterThan(1);
      content.writeUInt32BE(content.readUInt32BE(8), 12);
    });
    expect((await listed(put(same))).reason).toContain('overlap');
  });

  test('thousands of changed tables: never a throw, a hang or much memory', { timeout: 60_000 }, async () => {
    const moov = boxSpan(film, 'moov') ?? { start: 0, end: film.length };
    const random = randomFrom(20_261_124);
    const before = process.memoryUsage().rss;
    let slowest = 0;
    let lists = 0;
    for (let run = 0; run < 3000; run++) {
      const data = Buffer.from(film);
      for (let change = random(6) + 1; change > 0; change--)
        data[moov.start + random(moov.end - moov.start)] =
          random(3) === 0 ? ([0, 1, 127, 255][random(4)] ?? 0) : random(256);
      const start = performance.now();
      const { list } = await listed(put(data));
      slowest = Math.max(slowest, performance.now() - start);
      if (list === null) continue;
      lists++;
      expect(list.pts.every((at, n) => Number.isSafeInteger(at) && (n === 0 || at > (list.pts[n - 1] ?? at)))).toBe(
        true,
      );
      expect(list.keys.every((key) => key >= 0 && key < list.pts.length)).toBe(true);
    }
    expect(lists).toBeGreaterThan(100);
    expect(slowest).toBeLessThan(1000);
    expect(process.memoryUsage().rss - before).toBeLessThan(300e6);
  });
});

/** Numbers below a limit, the same in every run (a linear congruential generator). */
function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const CORPUS = resolve(import.meta.dirname, '../../../shared/corpus');

interface Truth {
  readonly file: string;
  readonly container?: string;
  readonly keyframes: number | null;
  readonly output_dimensions: string | null;
}

test('real recordings: wherever the tables are trusted, they are the decoder’s list', { timeout: 60_000 }, async () => {
  if (!existsSync(join(CORPUS, 'truth', 'video_truth.json'))) {
    process.stderr.write('No corpus beside the project: the sample tables of real recordings were not read.\n');
    return;
  }
  const truths = JSON.parse(readFileSync(join(CORPUS, 'truth', 'video_truth.json'), 'utf8')) as Truth[];
  const files = truths.filter(({ container }) => container?.startsWith('mov'));
  const wrong: string[] = [];
  let trusted = 0;
  for (const truth of files) {
    const { list } = await listed(join(CORPUS, truth.file));
    if (list === null) continue;
    trusted++;
    const { pts, timeBase } = trueList(truth.file);
    const same =
      JSON.stringify([list.timeBase, list.pts, list.size.join('x')]) ===
      JSON.stringify([timeBase, pts, truth.output_dimensions]);
    if (!same || JSON.stringify(list.keys) !== JSON.stringify(trueKeys(truth.file))) wrong.push(truth.file);
  }
  process.stderr.write(`Real recordings: the tables of ${trusted} of ${files.length} MP4 and MOV files are trusted.\n`);
  expect(wrong).toEqual([]);
  expect(trusted).toBeGreaterThanOrEqual(35);
});

function trueList(file: string): { timeBase: readonly [number, number]; pts: number[] } {
  const pts: number[] = [];
  const reader = framemd5Reader((at) => pts.push(at));
  reader.push(gunzipSync(readFileSync(join(CORPUS, 'truth', 'framemd5', `${basename(file)}.framemd5.gz`))));
  reader.end();
  return { timeBase: reader.header.timeBase, pts };
}

/** Numbers of the key frames as ffprobe listed them (`key_frame=1,…`, one line a frame). */
function trueKeys(file: string): number[] {
  const text = gunzipSync(readFileSync(join(CORPUS, 'truth', 'frames', `${basename(file)}.frames.csv.gz`))).toString();
  const lines = text.split('\n').filter((line) => line.startsWith('key_frame='));
  return lines.flatMap((line, n) => (line.startsWith('key_frame=1') ? [n] : []));
}
