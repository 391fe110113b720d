import type { SoundRedaction } from '../../../shared/annotation.ts';
import { intervalSeconds } from '../../../shared/frames.ts';
import { clipRate } from './clip-sound.ts';
import type { KeptIndex } from './index-file.ts';

const TONE_HERTZ = 1000;
const TONE_LEVEL = 0.1;
/** ffmpeg cuts at the microsecond and at whole samples: a sample more on either side is hidden. */
const GUARD = 1;
/** Where the rate is changed, every sample also holds something of those that the resampler's filter spans. */
const RESAMPLED_GUARD = 64;

/** First and last sample of the clip that must not be heard, both inclusive, in the order in which they are given. */
export function silentSpans(
  index: KeptIndex,
  first: number,
  last: number,
  sampleRate: number,
  silenced: readonly SoundRedaction[],
): { readonly kind: SoundRedaction['kind']; readonly from: number; readonly to: number }[] {
  const rate = clipRate(sampleRate);
  const guard = rate === sampleRate ? GUARD : RESAMPLED_GUARD;
  const { start } = intervalSeconds(index, first, last);
  return silenced.map(({ kind, from, to }) => {
    const span = intervalSeconds(index, from, to);
    return {
      kind,
      from: Math.max(0, Math.floor((span.start - start) * rate) - guard),
      to: Math.ceil((span.end - start) * rate) - 1 + guard,
    };
  });
}

/**
 * A filter for the clip's finished sound that replaces every sample of what is to be silent. Sample by sample, because
 * filters that are switched on and off by time are so only for a whole packet.
 */
export function silencingFilter(
  index: KeptIndex,
  first: number,
  last: number,
  sampleRate: number,
  silenced: readonly SoundRedaction[],
): string[] {
  if (silenced.length === 0) return [];
  const tone = `${TONE_LEVEL}*sin(2*PI*${TONE_HERTZ}*n/${clipRate(sampleRate)})`;
  const spans = silentSpans(index, first, last, sampleRate, silenced);
  // Silence wins where both are asked for.
  const within = (kind: SoundRedaction['kind']) =>
    spans
      .filter((span) => span.kind === kind)
      .map(({ from, to }) => `between(n,${from},${to})`)
      .join('+') || '0';
  return [`aeval=exprs='if(${within('mute')},0,if(${within('tone')},${tone},val(ch)))':channel_layout=same`];
}
