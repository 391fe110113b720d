import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FilmShape, makeTestFilm } from './films.ts';
import { makeWithFfmpeg } from './media-room.ts';

/** A film that is hard to cut, and how it is made below a folder. */
export interface OddFilm {
  readonly what: string;
  readonly make: (dir: string) => string;
}

const x264 = (...more: string[]) => ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '12', '-bf', '2', ...more];
const INTERLACED = ['-flags', '+ildct+ilme', '-x264opts', 'tff=1'];
/** testsrc2 itself makes even sizes only. */
const ODD = ['-vf', 'format=yuv444p,crop=161:121:0:0:exact=1'];

const shaped = (what: string, shape: FilmShape): OddFilm => ({ what, make: (dir) => makeTestFilm(dir, shape) });

/** Display matrices of ISO/IEC 14496-12, 8.3.2 (a b c d in 16.16), as phones and front cameras write them. */
const MATRICES: readonly (readonly [what: string, matrix: readonly [number, number, number, number]])[] = [
  ['turned by 180°', [-1, 0, 0, -1]],
  ['turned by 270°', [0, -1, 1, 0]],
  ['mirrored', [-1, 0, 0, 1]],
  ['upside down', [1, 0, 0, -1]],
  ['turned by 90° and mirrored', [0, 1, 1, 0]],
];

function withMatrix(what: string, [a, b, c, d]: readonly [number, number, number, number]): OddFilm {
  return {
    what,
    make(dir) {
      const path = makeTestFilm(dir, { name: 'matrix.mp4', frames: 30, size: '320x180' });
      const file = readFileSync(path);
      // Version 0: 40 bytes from the type to the matrix a b u c d v x y w.
      const at = file.indexOf('tkhd', 0, 'latin1') + 4 + 40;
      for (const [i, value] of [a, b, 0, c, d].entries()) file.writeInt32BE(value * 0x10000, at + i * 4);
      writeFileSync(path, file);
      return path;
    },
  };
}

/** One transport stream of two sizes, 160x120 after the 20th picture. */
function twoSizes(dir: string): string {
  const path = makeTestFilm(dir, { name: 'sizes.ts', frames: 20 });
  const second = makeTestFilm(dir, {
    name: 'second.ts',
    frames: 20,
    size: '160x120',
    encode: x264('-output_ts_offset', '0.8'),
  });
  appendFileSync(path, readFileSync(second));
  return path;
}

/** The same transport stream once more behind itself: its times run back. */
function timesRunBack(dir: string): string {
  const path = makeTestFilm(dir, { name: 'back.ts', frames: 20, sound: 440, encode: x264('-bf', '0') });
  const other = makeTestFilm(dir, {
    name: 'other.ts',
    frames: 20,
    size: '320x240',
    rate: 24,
    sound: 440,
    encode: x264('-bf', '0', '-vf', 'negate'),
  });
  appendFileSync(path, readFileSync(other));
  return path;
}

/** Every fourth picture carries the time of the one before. */
function timesRepeat(dir: string): string {
  const path = makeTestFilm(dir, { name: 'plain.avi', frames: 40, encode: ['-c:v', 'mjpeg', '-q:v', '3'] });
  const repeated = join(dir, 'repeat.mkv');
  makeWithFfmpeg('-i', path, '-c', 'copy', '-bsf:v', "setts=ts='40*(N-eq(mod(N,4),3))':time_base=1/1000", repeated);
  return repeated;
}

/** Two seconds without a picture in the middle. */
function gap(dir: string): string {
  const whole = makeTestFilm(dir, {
    name: 'whole.mkv',
    frames: 60,
    sound: 440,
    encode: ['-c:v', 'mjpeg', '-q:v', '3'],
  });
  const path = join(dir, 'gap.mkv');
  makeWithFfmpeg('-i', whole, '-c', 'copy', '-bsf:v', "noise=drop='between(pts*tb,0.58,1.42)'", path);
  return path;
}

export const ODD_FILMS: readonly OddFilm[] = [
  ...MATRICES.map(([what, matrix]) => withMatrix(what, matrix)),
  { what: 'size changes in mid-stream', make: twoSizes },
  { what: 'times run back', make: timesRunBack },
  { what: 'times repeat', make: timesRepeat },
  { what: 'a gap inside', make: gap },
  shaped('one picture', { name: 'one.mp4', frames: 1 }),
  shaped('4:2:2, interlaced, 10 bit', {
    ...{ name: 'xdcam.mov', frames: 30, size: '320x240' },
    encode: x264('-pix_fmt', 'yuv422p10le', ...INTERLACED),
  }),
  shaped('interlaced with a height of 4n + 2', {
    ...{ name: 'uneven.mkv', frames: 30, size: '320x242' },
    encode: ['-c:v', 'mpeg2video', '-q:v', '3', '-flags', '+ildct+ilme', '-top', '1'],
  }),
  shaped('DV', {
    ...{ name: 'tape.dv', frames: 30, rate: 30000 / 1001, size: '720x480' },
    encode: ['-r', '30000/1001', '-c:v', 'dvvideo', '-pix_fmt', 'yuv411p'],
  }),
  shaped('odd size with pixels that are not square', {
    ...{ name: 'odd.mkv', frames: 30, size: '162x122' },
    encode: x264('-pix_fmt', 'yuv444p', ...ODD, '-aspect', '16:9'),
  }),
  shaped('VP8', {
    ...{ name: 'vp8.webm', frames: 30 },
    encode: ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-b:v', '1M', '-g', '12'],
  }),
  shaped('MPEG-2 in a programme stream', {
    ...{ name: 'disc.mpg', frames: 50, sound: 440 },
    encode: ['-c:v', 'mpeg2video', '-q:v', '3', '-g', '12', '-bf', '2'],
  }),
  shaped('HEVC in 10 bit', {
    ...{ name: 'phone.mov', frames: 30, sound: 440 },
    encode: [
      '-c:v',
      'libx265',
      '-preset',
      'ultrafast',
      '-x265-params',
      'log-level=error:keyint=12',
      '-pix_fmt',
      'yuv420p10le',
      '-tag:v',
      'hvc1',
    ],
  }),
];
