import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { turnQuarterClockwise } from '../../electron/core/sample/mp4-rotation.ts';

/** A film to make. Every picture of it differs from every other one. */
export interface FilmShape {
  /** File name; its extension chooses the container. */
  readonly name: string;
  readonly frames?: number;
  readonly rate?: number;
  readonly size?: string;
  /** Uneven steps between pictures and a pause after a third of them, in 1/90000 s; MP4 and MOV only. */
  readonly variableRate?: boolean;
  /** Coded lying and shown turned 90° clockwise, as phones do; MP4 and MOV only. */
  readonly rotated?: boolean;
  /** A tone of this many hertz. */
  readonly sound?: number;
  /** Replaces the default, H.264 with B-frames and a key frame every 12 pictures. */
  readonly encode?: readonly string[];
}

const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '2', '-g', '12', '-pix_fmt', 'yuv420p'];
const UNEVEN = "settb=1/90000,setpts='3000*N+300*mod(7*N,5)+18000*gt(N,FRAMES/3)'";

/** Makes the film below `dir` and returns its path. Takes a fraction of a second for the default shape. */
export function makeTestFilm(dir: string, shape: FilmShape): string {
  const { name, frames = 60, rate = 25, size = '320x240', encode = H264 } = shape;
  const path = join(dir, name);
  const picture = `testsrc2=size=${size}:rate=${rate},noise=alls=8:allf=t:all_seed=1`;
  const timing = shape.variableRate ? ['-vf', UNEVEN.replace('FRAMES', String(frames))] : [];
  const keepTiming = ['-fps_mode', 'passthrough', '-enc_time_base', '1:90000', '-video_track_timescale', '90000'];
  execFileSync('ffmpeg', [
    ...['-v', 'error', '-f', 'lavfi', '-i', picture],
    ...(shape.sound ? ['-f', 'lavfi', '-i', `sine=frequency=${shape.sound}:sample_rate=48000`] : []),
    ...['-frames:v', String(frames), ...timing],
    ...(shape.sound ? ['-t', String(frames / rate), '-map', '0:v', '-map', '1:a'] : []),
    ...encode,
    ...(shape.variableRate ? keepTiming : []),
    ...['-y', path],
  ]);
  if (shape.rotated) {
    const file = readFileSync(path);
    turnQuarterClockwise(file);
    writeFileSync(path, file);
  }
  return path;
}

export interface TrueFrame {
  readonly pts: number;
  readonly md5: string;
}

/** The pictures of a file as ffmpeg's decoder presents them: what every frame index must equal. */
export function trueFrames(path: string): { timeBase: readonly [number, number]; frames: TrueFrame[] } {
  const args = ['-v', 'error', '-copyts', '-i', path, '-map', '0:v:0', '-fps_mode', 'passthrough'];
  const output = execFileSync('ffmpeg', [...args, '-enc_time_base', '-1', '-f', 'framemd5', '-'], {
    maxBuffer: 1 << 28,
  });
  const lines = output.toString().split('\n');
  const [num = 0, den = 1] =
    lines
      .find((line) => line.startsWith('#tb 0:'))
      ?.slice(7)
      .split('/')
      .map(Number) ?? [];
  const frames = lines
    .filter((line) => /^\d/.test(line))
    .map((line) => line.split(',').map((field) => field.trim()))
    .map((fields) => ({ pts: Number(fields[2]), md5: fields[5] ?? '' }));
  return { timeBase: [num, den], frames };
}
