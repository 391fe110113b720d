import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { SampleFonts } from './glyph-text.ts';
import { drawLabelStrip } from './label-strip.ts';
import { makeRoomSound } from './room-sound.ts';
import { launchSample } from './sample-ffmpeg.ts';
import { type Drawing, type Layer, layerFilters, toSvg } from './scene-layers.ts';

/** A film of drawn layers with a read-out per frame and the sound of a room. */
export interface FilmPlan {
  readonly file: string;
  readonly background: Drawing;
  readonly layers: readonly Layer[];
  /** Frames per second in which layers move; the film's own timing may differ, see `timing`. */
  readonly rate: number;
  /** Read-out of every frame; its length is the number of frames. */
  readonly labels: readonly string[];
  readonly labelSize: number;
  readonly labelAt: readonly [x: number, y: number];
  /** Filters between the drawn scene and the read-out, such as crop; without brackets. */
  readonly look: string;
  /** Filters after the read-out, such as turning and timing; may be empty. */
  readonly timing: string;
  readonly sound: { readonly seconds: number; readonly rate: number; readonly knocks: readonly number[] };
  readonly encode: readonly string[];
}

export interface FilmTools {
  readonly ffmpeg: string;
  readonly fonts: SampleFonts;
  readonly dir: string;
  readonly signal: AbortSignal;
}

/** Same bytes from the same ffmpeg on every machine: a fixed number of threads, no version or date in the file. */
const REPEATABLE = [
  '-map_metadata',
  '-1',
  '-fflags',
  '+bitexact',
  '-flags:v',
  '+bitexact',
  '-flags:a',
  '+bitexact',
  '-threads',
  '2',
];

/** One picture by its exact name: a percent sign in a folder's name is no number pattern. */
const PICTURE = ['-f', 'image2', '-pattern_type', 'none'];

/** Makes the film into `tools.dir` and returns its path. Intermediate pictures lie in `dir/parts`. */
export async function makeFilm(plan: FilmPlan, tools: FilmTools): Promise<string> {
  const part = (name: string) => join(tools.dir, 'parts', `${plan.file}-${name}`);
  const pictures = [plan.background, ...plan.layers.map((layer) => layer.drawing)];
  await Promise.all(
    pictures.map((picture, i) =>
      sharp(Buffer.from(toSvg(picture)))
        .png({ compressionLevel: 1 })
        .toFile(part(`${i}.png`)),
    ),
  );
  const strip = await drawLabelStrip(tools.fonts, plan.labels, plan.labelSize);
  await writeFile(part('labels'), strip.data);
  const { seconds, rate, knocks } = plan.sound;
  await writeFile(part('sound'), makeRoomSound(seconds, rate, knocks, plan.labels.length));
  const out = join(tools.dir, plan.file);
  const input = pictures.length;
  const finish = [plan.look, 'noise=alls=5:allf=t:all_seed=4711'].filter((filter) => filter !== '').join(',');
  const tail = ['format=yuv420p', plan.timing].filter((filter) => filter !== '').join(',');
  // One decoded picture is repeated inside the graph; repeating the file would decode it for every frame.
  const still = `[0:v]format=yuv420p,loop=loop=-1:size=1,setpts=N/(${plan.rate}*TB)[l0]`;
  const graph = `${still};${layerFilters(plan.layers)};[scene]${finish}[seen];[seen][${input}:v]overlay=x=${plan.labelAt[0]}:y=${plan.labelAt[1]}:shortest=1,${tail}[film]`;
  await launchSample(tools, [
    ...PICTURE,
    ...['-framerate', String(plan.rate), '-i', part('0.png')],
    ...plan.layers.flatMap((_, i) => [...PICTURE, '-i', part(`${i + 1}.png`)]),
    ...['-f', 'rawvideo', '-pixel_format', 'gray', '-video_size', `${strip.width}x${strip.height}`],
    ...['-framerate', String(plan.rate), '-i', part('labels')],
    ...['-f', 's16le', '-ar', String(rate), '-ac', '1', '-i', part('sound')],
    ...['-filter_complex', graph, '-map', '[film]', '-map', `${input + 1}:a`],
    ...plan.encode,
    ...REPEATABLE,
    ...['-y', out],
  ]);
  return out;
}
