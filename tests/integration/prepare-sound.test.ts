import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unwatched } from '../../electron/core/progress.ts';
import { decodeWaveform, type Waveform } from '../../shared/waveform.ts';
import { makeTestFilm } from '../support/films.ts';
import { ffmpegOutput, type MediaRoom, makeWithFfmpeg, openMediaRoom } from '../support/media-room.ts';
import { takeRecording } from '../support/prepared-film.ts';
import { newTempDir, removeFolder } from '../support/temp-folder.ts';

let dir: string;
let room: MediaRoom;
beforeAll(async () => {
  dir = newTempDir('sound');
  room = await openMediaRoom(join(dir, 'case'));
});
afterAll(async () => {
  await room.close();
  removeFolder(dir);
});

const RATE = 48_000;
const VIDEO = ['-f', 'lavfi', '-i', 'testsrc2=size=64x48:rate=25:duration=4'];
/** Silence but for a click of 10 ms at each of these seconds. */
const clicks = (seconds: number, at: readonly number[]) => {
  const when = at.map((s) => `between(t,${s},${s + 0.01})`).join('+');
  return ['-f', 'lavfi', '-i', `aevalsrc=exprs='0.8*(${when})*sin(2000*t)':s=${RATE}:d=${seconds}`];
};

/** Seconds at which something begins to sound after a silence of at least 0.2 s. */
function onsets(values: ArrayLike<number>, rate: number, threshold: number): number[] {
  const found: number[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    if (Math.abs(values[i] ?? 0) < threshold) continue;
    if (i - last > rate * 0.2) found.push(i / rate);
    last = i;
  }
  return found;
}

async function waveformOf(path: string): Promise<Waveform | null> {
  const recording = await takeRecording(room, path);
  await room.media.review.make('waveform', recording, unwatched);
  const name = await room.media.review.name('waveform', recording);
  const bytes = name === null ? null : await room.store.readDerived(recording.sha256, name);
  return bytes && decodeWaveform(bytes);
}

/** Onsets in the sound file, on the clock of the pictures: what a browser plays at that time. */
async function soundOnsets(path: string): Promise<number[] | null> {
  const recording = await takeRecording(room, path);
  await room.media.review.make('sound', recording, unwatched);
  const name = await room.media.review.name('sound', recording);
  if (name === null) return null;
  const pcm = ffmpegOutput(
    '-i',
    room.store.derived(recording.sha256, name).path,
    '-f',
    's16le',
    '-ac',
    '1',
    '-ar',
    String(RATE),
    '-',
  );
  return onsets(new Int16Array(pcm.buffer.slice(pcm.byteOffset, pcm.byteOffset + pcm.length)), RATE, 3000);
}

const peakOnsets = ({ startSeconds, levels }: Waveform) =>
  onsets(levels[0]?.max ?? [], 100, 20).map((at) => at + startSeconds);

const expectNear = (found: readonly number[] | null, wanted: readonly number[], within: number) => {
  expect(found?.length, `${found}`).toBe(wanted.length);
  for (const [i, at] of wanted.entries()) expect(Math.abs((found?.[i] ?? 99) - at)).toBeLessThan(within);
};

/** One film and where its clicks are, in seconds after frame 0. */
const FILMS: readonly (readonly [what: string, args: readonly string[], at: readonly number[]])[] = [
  ['starts with the pictures', [...VIDEO, ...clicks(4, [0.5, 3]), 'plain.mkv'], [0.5, 3]],
  ['starts later', [...VIDEO, '-itsoffset', '1.5', ...clicks(2, [0.5, 1.5]), 'late.mkv'], [2, 3]],
  [
    'starts earlier than the pictures',
    ['-itsoffset', '1', ...VIDEO, ...clicks(5, [0.5, 2, 4]), 'early.mkv'],
    [-0.5, 1, 3],
  ],
  ['has a hole', [...VIDEO, ...clicks(4, [0.5, 3]), '-af', "aselect='lt(t,1)+gte(t,2)'", 'hole.mkv'], [0.5, 3]],
  [
    'lies in a transport stream that starts at 1.4 s',
    [...VIDEO, ...clicks(4, [1, 2]), '-c:v', 'mpeg2video', 'ts.ts'],
    [1, 2],
  ],
];

describe('sound and peaks of a recording', () => {
  test.each(FILMS)('that %s', { timeout: 30_000 }, async (_, args, at) => {
    const path = join(dir, args.at(-1) ?? '');
    const copyts = path.endsWith('.ts') ? [] : ['-copyts'];
    makeWithFfmpeg(
      ...args.slice(0, -1),
      ...copyts,
      ...(path.endsWith('.ts') ? [] : ['-c:v', 'ffv1']),
      '-c:a',
      'mp2',
      path,
    );
    const waveform = await waveformOf(path);
    // A peak covers 10 ms; MP2 smears a click over some more.
    expectNear(waveform && peakOnsets(waveform), at, 0.03);
    expectNear(
      await soundOnsets(path),
      at.filter((s) => s >= 0),
      0.03,
    );
    if (at.some((s) => s < 0)) expect(waveform?.startSeconds).toBeLessThan(-0.9);
  });

  test('alone begins at its own beginning', async () => {
    const path = join(dir, 'alone.w64');
    makeWithFfmpeg(...clicks(3, [0.25, 2]), path);
    const waveform = await waveformOf(path);
    expect(waveform?.startSeconds).toBe(0);
    expect(waveform?.levels[0]?.min.length).toBe(300);
    expectNear(waveform && peakOnsets(waveform), [0.25, 2], 0.011);
    expectNear(await soundOnsets(path), [0.25, 2], 0.005);
  });

  test('takes the loudest of several channels', async () => {
    const path = join(dir, 'left.wav');
    makeWithFfmpeg('-f', 'lavfi', '-i', "aevalsrc=exprs='0.5*sin(1000*t)|-0.5*sin(1000*t)':s=8000:d=1", path);
    const level = (await waveformOf(path))?.levels[0];
    expect(Math.max(...(level?.max ?? []))).toBeGreaterThan(62);
    expect(Math.min(...(level?.min ?? []))).toBeLessThan(-62);
  });

  test('that has none, or none that decodes, is noted and not tried again', async () => {
    const silent = await takeRecording(
      room,
      makeTestFilm(dir, { name: 'silent.avi', frames: 10, encode: ['-c:v', 'mpeg4'] }),
    );
    const broken = join(dir, 'broken.avi');
    makeWithFfmpeg(...VIDEO, ...clicks(4, [1]), '-c:v', 'mpeg4', '-c:a', 'mp2', '-bsf:a', 'noise=amount=1', broken);
    for (const recording of [silent, await takeRecording(room, broken)]) {
      expect((await room.media.review.look(recording)).sound).toEqual({ there: false, tried: false });
      for (const part of ['sound', 'waveform'] as const) {
        await room.media.review.make(part, recording, unwatched);
        const state = (await room.media.review.look(recording))[part];
        expect(state.tried, part).toBe(true);
        if (recording === silent) expect(await room.media.review.name(part, recording), part).toBeNull();
      }
    }
  });

  test('can be stopped and leaves nothing behind', async () => {
    const recording = await takeRecording(room, join(dir, 'plain.mkv'));
    const stopped = { onStep: () => {}, signal: AbortSignal.abort() };
    for (const name of await room.store.listDerived(recording.sha256))
      if (/^(sound|waveform)/.test(name)) await room.store.removeDerived(recording.sha256, name);
    for (const part of ['sound', 'waveform'] as const) {
      await expect(room.media.review.make(part, recording, stopped)).rejects.toMatchObject({ code: 'cancelled' });
      expect((await room.media.review.look(recording))[part]).toEqual({ there: false, tried: false });
    }
  });
});
