import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unwatched } from '../../electron/core/progress.ts';
import { ffmpegOutput, type MediaRoom, makeWithFfmpeg, openMediaRoom } from '../support/media-room.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const newDir = sharedTempDirs('clip-sound');
let room: MediaRoom;
beforeAll(async () => {
  room = await openMediaRoom(newDir());
});
afterAll(() => room.close());

const FILM = ['-f', 'lavfi', '-i', 'testsrc2=size=160x120:rate=25:duration=4'];
const ENCODE = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '50', '-bf', '2', '-pix_fmt', 'yuv420p'];
const CLICK = 1.8;

/** Sound of four seconds, silent but for a click of a few samples at 1.8 s in every channel. */
function clicking(rate: number, layout: string, codec: readonly string[], name = 'click.mov'): string {
  const path = join(newDir(), name);
  const half = Math.max(1, Math.round(rate / 48_000));
  const channels = layout.split('|').map(() => `if(between(n,${CLICK * rate - half},${CLICK * rate + half}),0.9,0)`);
  const layoutName = LAYOUTS[channels.length] ?? 'mono';
  makeWithFfmpeg(
    ...FILM,
    ...['-f', 'lavfi', '-i', `aevalsrc=exprs='${channels.join('|')}':s=${rate}:c=${layoutName}:d=4`],
    ...[...ENCODE, ...codec, path],
  );
  return path;
}

const LAYOUTS: Readonly<Record<number, string>> = {
  1: 'mono',
  2: 'stereo',
  3: '3.0',
  4: 'quad',
  6: '5.1',
  7: '6.1',
  8: '7.1',
};

interface Heard {
  readonly rate: number;
  readonly channels: number;
  /** Loudest sample of the first channel, and its place. */
  readonly peak: number;
  readonly at: number;
  readonly samples: number;
}

function heard(path: string): Heard {
  const entries = 'stream=sample_rate,channels';
  const args = ['-v', 'error', '-select_streams', 'a:0', '-show_entries', entries, '-of', 'csv=p=0', path];
  const [rate = 0, channels = 0] = execFileSync('ffprobe', args).toString().trim().split(',').map(Number);
  const raw = ffmpegOutput('-i', path, '-map', '0:a:0', '-f', 's16le', '-');
  let peak = 0;
  let at = -1;
  for (let i = 0; i + 1 < raw.length; i += 2 * channels) {
    const loud = Math.abs(raw.readInt16LE(i));
    if (loud <= peak) continue;
    peak = loud;
    at = i / 2 / channels;
  }
  return { rate, channels, peak, at, samples: raw.length / 2 / channels };
}

const cut = async (path: string, first: number, last: number) => {
  const sha = await room.take(path);
  const out = join(newDir(), 'clip.mp4');
  const { pts, timeBase } = await room.media.index(sha);
  const start = ((pts[first] ?? 0) * timeBase[0]) / timeBase[1];
  return { out, start, ...(await room.media.clip(sha, first, last, out, unwatched)) };
};

const PCM = ['-c:a', 'pcm_s16le'];
const mono = '0';

describe('the cut is right to the sample', () => {
  test.each([
    [8000, mono, PCM, 'click.mov', 1],
    [8000, mono, ['-c:a', 'pcm_mulaw'], 'click.mov', 1],
    [11_025, mono, PCM, 'click.avi', 1],
    [16_000, mono, PCM, 'click.mkv', 1],
    [22_050, '0|0', PCM, 'click.mov', 2],
    [44_100, '0|0', PCM, 'click.mov', 2],
    [44_100, '0|0', PCM, 'click.mkv', 2],
    [48_000, '0|0|0|0|0|0', PCM, 'click.mov', 6],
    [96_000, '0|0', PCM, 'click.mov', 2],
    [48_000, '0|0|0|0|0|0|0|0', PCM, 'click.mkv', 8],
    [48_000, '0|0', ['-c:a', 'flac'], 'click.mkv', 2],
  ] as const)('%i Hz, channels %s, %j in %s', async (rate, layout, codec, name, channels) => {
    const path = clicking(rate, layout, codec, name);
    const { out, notes, start } = await cut(path, 40, 59);
    const sound = heard(out);
    expect(sound).toMatchObject({ rate, channels });
    // Matroska rounds times to the millisecond; AAC smears a click by some hundredths of one.
    const tolerance = Math.max(3, rate / 24_000) + (name === 'click.mkv' ? rate / 1000 : 0);
    expect(Math.abs(sound.at - (CLICK - start) * rate)).toBeLessThanOrEqual(tolerance);
    expect(sound.peak).toBeGreaterThan(2000);
    expect(Math.abs(sound.samples - 0.8 * rate)).toBeLessThanOrEqual(1024);
    expect(notes).not.toHaveProperty('sound');
  });

  test('a rate that AAC does not know becomes 48 kHz, and the recipe says so', async () => {
    const { out, notes } = await cut(clicking(192_000, mono, PCM), 40, 59);
    expect(notes).toMatchObject({ sampleRate: '192000 to 48000 Hz' });
    const { rate, at } = heard(out);
    expect(rate).toBe(48_000);
    expect(Math.abs(at - 0.2 * 48_000)).toBeLessThanOrEqual(2);
  });

  test('one picture has the sound of its own time', async () => {
    const { out } = await cut(clicking(48_000, mono, PCM), 45, 45);
    const { at, samples } = heard(out);
    expect(at).toBeLessThanOrEqual(2);
    expect(samples).toBeLessThanOrEqual(0.04 * 48_000 + 1024);
  });
});

describe('sound that is not beside all pictures', () => {
  const tone = ['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000:duration=1'];
  /** One second of sound, from `start` on, beside four seconds of pictures. */
  const late = (start: string) => {
    const path = join(newDir(), 'late.mkv');
    makeWithFfmpeg(...FILM, '-itsoffset', start, ...tone, '-map', '0:v', '-map', '1:a', ...ENCODE, ...PCM, path);
    return path;
  };
  const loudSpan = (path: string): [number, number] => {
    const raw = ffmpegOutput('-i', path, '-map', '0:a:0', '-ac', '1', '-ar', '48000', '-f', 's16le', '-');
    const loud: number[] = [];
    for (let i = 0; i + 1 < raw.length; i += 2) if (Math.abs(raw.readInt16LE(i)) > 800) loud.push(i / 2);
    return [(loud[0] ?? -1) / 48_000, (loud.at(-1) ?? -1) / 48_000];
  };

  test('begins late, ends early, and stays where it was', async () => {
    const { out } = await cut(late('1.5'), 25, 99);
    const [from, to] = loudSpan(out);
    expect(from).toBeCloseTo(0.5, 2);
    expect(to).toBeCloseTo(1.5, 2);
  });

  test('of several tracks the first is taken, and the recipe says so', async () => {
    const path = join(newDir(), 'two.mkv');
    const silence = ['-f', 'lavfi', '-i', 'anullsrc=r=48000:d=4'];
    const all = ['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000:duration=4'];
    makeWithFfmpeg(...FILM, ...all, ...silence, '-map', '0:v', '-map', '1:a', '-map', '2:a', ...ENCODE, ...PCM, path);
    const { out, notes } = await cut(path, 10, 40);
    expect(notes).toEqual({ soundTrack: 'the first of 2' });
    expect(loudSpan(out)[0]).toBeLessThan(0.01);
  });
});
