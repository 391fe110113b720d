import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Recording } from '../../electron/core/media/review-files.ts';
import { unwatched } from '../../electron/core/progress.ts';
import { ffmpegOutput, type MediaRoom } from './media-room.ts';

/** A film or sound taken into a room, as the preparation sees it, its frames listed. */
export async function takeRecording(room: MediaRoom, path: string): Promise<Recording> {
  const sha256 = await room.take(path);
  const probe = await room.media.probe(sha256, 'film', unwatched);
  const index = probe.kind === 'video' ? await room.media.buildIndex(sha256, unwatched) : null;
  return {
    sha256,
    kind: probe.kind,
    frames: index?.pts.length ?? null,
    width: probe.width,
    height: probe.height,
    durationSeconds: probe.durationSeconds,
  };
}

/** All chunks of a proxy that are there, one after the other, as one H.264 file below `dir`. */
export async function joinedProxy(room: MediaRoom, recording: Recording, dir: string): Promise<string> {
  const { proxy } = await room.media.review.look(recording);
  const parts: Uint8Array[] = [];
  for (let k = 0; k < (proxy?.chunks ?? 0); k++)
    parts.push((await room.media.review.chunk(recording, k)) ?? new Uint8Array(0));
  const path = join(dir, `${recording.sha256.slice(0, 8)}.h264`);
  writeFileSync(path, Buffer.concat(parts));
  return path;
}

/** Grey pictures of a file at a size of the caller's choice, decoded by the system's ffmpeg in presentation order. */
export function greyPictures(path: string, width: number, height: number, input: readonly string[] = []): Buffer[] {
  const scale = `scale=${width}:${height}:interl=-1:out_range=tv,format=gray`;
  const how = ['-map', '0:V:0', '-vf', scale, '-fps_mode', 'passthrough', '-enc_time_base', '-1'];
  // Times that repeat are no fault here, and the raw muxer would warn of each.
  const raw = ffmpegOutput('-v', 'fatal', ...input, '-i', path, ...how, '-f', 'rawvideo', '-');
  const size = width * height;
  return Array.from({ length: raw.length / size }, (_, n) => raw.subarray(n * size, n * size + size));
}

/** Peak signal-to-noise ratio of two pictures in decibels; 99 for equal ones. */
export function psnr(a: Buffer, b: Buffer): number {
  if (a.length !== b.length) return Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += ((a[i] ?? 0) - (b[i] ?? 0)) ** 2;
  return sum === 0 ? 99 : 10 * Math.log10((255 ** 2 * a.length) / sum);
}

/** Types of the NAL units of a byte stream, in order. */
export function nalTypes(path: string): number[] {
  const bytes = readFileSync(path);
  const types: number[] = [];
  for (let at = bytes.indexOf('\0\0\x01', 0, 'latin1'); at >= 0; at = bytes.indexOf('\0\0\x01', at + 3, 'latin1'))
    types.push((bytes[at + 3] ?? 0) & 0x1f);
  return types;
}
