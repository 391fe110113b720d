import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A film whose course is known. Nothing in it names who wrote it, and every picture differs unless a filter repeats one. */
export interface CourseShape {
  readonly name: string;
  readonly frames: number;
  readonly rate?: string;
  readonly size?: string;
  /** Applied to the pictures, whose times then stay as the filter leaves them. */
  readonly filter?: string;
  readonly encode?: readonly string[];
  /** Seconds by which a tone as long as the pictures begins after them. */
  readonly soundAfter?: number;
}

export const H264_GOP_25 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '25', '-keyint_min', '25'];
/** Every picture by itself, so that equal pictures are equal bit for bit. */
export const EACH_ALONE = ['-c:v', 'mjpeg', '-q:v', '5', '-pix_fmt', 'yuvj420p'];

/** Makes the film below `dir` and returns its path. */
export function makeCourseFilm(dir: string, shape: CourseShape): string {
  const { name, frames, rate = '25', size = '160x120', filter, encode = H264_GOP_25, soundAfter } = shape;
  const path = join(dir, name);
  const h264 = encode.includes('libx264');
  const picture = `testsrc2=size=${size}:rate=${rate},noise=alls=8:allf=t:all_seed=1`;
  const tone = ['-itsoffset', String(soundAfter ?? 0), '-f', 'lavfi', '-t', String(frames / Number(rate))];
  execFileSync('ffmpeg', [
    ...['-v', 'error', '-f', 'lavfi', '-i', picture],
    ...(soundAfter === undefined
      ? []
      : [...tone, '-i', 'sine=frequency=440:sample_rate=48000', '-map', '0:v', '-map', '1:a']),
    ...['-frames:v', String(frames), '-fps_mode', 'passthrough', '-vf', `settb=1/90000${filter ? `,${filter}` : ''}`],
    ...['-enc_time_base', '1:90000', ...(h264 ? ['-pix_fmt', 'yuv420p', '-sc_threshold', '0'] : []), ...encode],
    // Supplemental information is where x264 introduces itself.
    ...(h264 ? ['-bsf:v', 'filter_units=remove_types=6'] : []),
    ...['-bitexact', '-video_track_timescale', '90000', '-y', path],
  ]);
  return path;
}

/** Puts films one after the other without encoding them anew, as cutting programs do. */
export function joinFilms(dir: string, name: string, parts: readonly string[]): string {
  const path = join(dir, name);
  const list = join(dir, `${name}.txt`);
  writeFileSync(list, parts.map((part) => `file '${part}'\n`).join(''));
  const input = ['-v', 'error', '-f', 'concat', '-safe', '0', '-i', list];
  execFileSync('ffmpeg', [...input, '-c', 'copy', '-bitexact', '-y', path]);
  rmSync(list);
  return path;
}
