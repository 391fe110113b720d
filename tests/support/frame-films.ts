import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeTestFilm } from './films.ts';
import { makeWithFfmpeg } from './media-room.ts';

const CORPUS = resolve(import.meta.dirname, '../../../shared/corpus');

interface VideoTruth {
  readonly file: string;
  readonly md5_usable?: boolean;
  readonly decoded_frames?: number;
  readonly v_width?: number;
  readonly v_height?: number;
}

/** Films of the corpus that decode without a fault, with at most so many frames and pixels a frame; null without it. */
export function corpusFilms(mostFrames: number, mostPixels: number): string[] | null {
  const list = join(CORPUS, 'truth/video_truth.json');
  if (!existsSync(list)) return null;
  const films: VideoTruth[] = JSON.parse(readFileSync(list, 'utf8'));
  return films
    .filter(({ md5_usable, decoded_frames = 0 }) => md5_usable === true && decoded_frames > 0)
    .filter(({ decoded_frames = 0 }) => decoded_frames <= mostFrames)
    .filter(({ v_width = 0, v_height = 0 }) => v_width * v_height <= mostPixels)
    .map(({ file }) => join(CORPUS, file));
}

const VP9 = ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-g', '20', '-b:v', '1M'];
const AV1 = ['-c:v', 'libaom-av1', '-cpu-used', '8', '-usage', 'realtime', '-g', '20', '-b:v', '1M'];
const TEN_BIT = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p10le', '-g', '24', '-bf', '2'];
const INTERLACED = ['-c:v', 'libx264', '-preset', 'ultrafast', '-flags', '+ilme+ildct', '-pix_fmt', 'yuv420p'];
const OPEN_GROUPS = ['-c:v', 'libx264', '-bf', '3', '-g', '15', '-x264-params', 'open-gop=1', '-pix_fmt', 'yuv420p'];

/** Films that are hard to number, made here: reordered, uneven, turned, cut by an edit list, and of every kind of codec. */
export function madeFilms(dir: string): string[] {
  const plain = makeTestFilm(dir, { name: 'reordered.mp4', frames: 75 });
  const [turned, cut] = [join(dir, 'turned-180.mp4'), join(dir, 'edit-list.mp4')];
  makeWithFfmpeg('-i', plain, '-c', 'copy', '-metadata:s:v:0', 'rotate=180', turned);
  makeWithFfmpeg('-ss', '0.7', '-i', plain, '-c', 'copy', cut);
  return [
    plain,
    turned,
    cut,
    makeTestFilm(dir, { name: 'uneven.mp4', frames: 60, variableRate: true }),
    makeTestFilm(dir, { name: 'turned-90.mp4', frames: 50, rotated: true, size: '322x182' }),
    makeTestFilm(dir, {
      name: 'vp8.webm',
      frames: 50,
      encode: ['-c:v', 'libvpx', '-deadline', 'realtime', '-b:v', '1M'],
    }),
    makeTestFilm(dir, { name: 'vp9.webm', frames: 50, encode: VP9 }),
    makeTestFilm(dir, { name: 'av1.mkv', frames: 40, encode: AV1 }),
    makeTestFilm(dir, { name: 'ten-bit.mp4', frames: 50, encode: TEN_BIT }),
    makeTestFilm(dir, { name: 'open-groups.ts', frames: 60, encode: OPEN_GROUPS }),
    makeTestFilm(dir, { name: 'interlaced.mkv', frames: 50, encode: INTERLACED }),
    makeTestFilm(dir, { name: 'recorder.avi', frames: 50, encode: ['-c:v', 'mpeg4', '-bf', '0'] }),
    makeTestFilm(dir, { name: 'mpeg2.mpg', frames: 50, encode: ['-c:v', 'mpeg2video', '-bf', '2', '-q:v', '4'] }),
  ];
}
