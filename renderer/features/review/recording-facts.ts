import type { TFunction } from 'i18next';
import type { Item, Metadata } from '../../../shared/evidence.ts';

/** Names people know codecs by; others are shown as ffmpeg calls them. */
const CODECS: Readonly<Record<string, string>> = {
  h264: 'H.264',
  hevc: 'HEVC',
  av1: 'AV1',
  vp8: 'VP8',
  vp9: 'VP9',
  mpeg1video: 'MPEG-1',
  mpeg2video: 'MPEG-2',
  mpeg4: 'MPEG-4',
  mjpeg: 'MJPEG',
  prores: 'ProRes',
  dvvideo: 'DV',
};

/** `VFR · H.264 · 1920×1080`: what a reviewer wants to know of a recording at a glance. */
export function recordingFacts(item: Item, metadata: Metadata, t: TFunction<'review'>): string {
  const codec = metadata.streams.find(({ type }) => type === 'video')?.codec ?? '';
  const size = item.width === null || item.height === null ? '' : `${item.width}×${item.height}`;
  const rate = item.variableFrameRate === null ? '' : t(item.variableFrameRate ? 'variableRate' : 'constantRate');
  return [rate, CODECS[codec] ?? codec, size].filter(Boolean).join(' · ');
}
