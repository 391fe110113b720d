import type { ReviewWay } from '../../../shared/evidence.ts';
import { type Dump, filmOf } from './dump-parser.ts';
import type { Family } from './file-families.ts';

/** Containers that Chromium opens by itself (design/platform.md). */
const FAMILIES = ['mov', 'matroska', 'ogg', 'wav', 'mp3', 'flac'];
const VIDEO: Readonly<Record<string, readonly string[]>> = {
  h264: ['yuv420p', 'yuvj420p'],
  vp8: ['yuv420p'],
  vp9: ['yuv420p', 'yuvj420p', 'yuv420p10le'],
  av1: ['yuv420p', 'yuvj420p', 'yuv420p10le'],
};
const SOUND = ['aac', 'opus', 'mp3', 'flac', 'vorbis', 'pcm_s16le', 'pcm_u8', 'pcm_s24le', 'pcm_f32le'];

/** How a film or sound that ffmpeg decodes can be played: by Chromium itself, or only from what we make of it. */
export function reviewWayOf(family: Family, dump: Dump): ReviewWay {
  if (!FAMILIES.includes(family.id)) return 'proxy';
  const film = filmOf(dump);
  const videoPlays = film === null || (VIDEO[film.codec] ?? []).includes(film.pixelFormat ?? '');
  const soundPlays = dump.streams.every((stream) => stream.type !== 'audio' || SOUND.includes(stream.codec));
  const pcmInFilm = film !== null && dump.streams.some((stream) => stream.codec.startsWith('pcm_'));
  return videoPlays && soundPlays && !pcmInFilm ? 'direct' : 'proxy';
}
