import type { SoundRedaction } from '../../../shared/annotation.ts';
import { intervalSeconds } from '../../../shared/frames.ts';
import { clipRate, clipSamples } from './clip-sound.ts';
import { VOICE_BANDS, VOICE_LEVELS, voiceFilters } from './clip-voice.ts';
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
 * Filters for the clip's finished sound that replace every sample of what is not to be heard. Sample by sample, because
 * filters that are switched on and off by time are so only for a whole packet. Where several are asked for at once,
 * silence wins, then the tone: what leaves less of the sound.
 */
export function silencingFilter(
  index: KeptIndex,
  first: number,
  last: number,
  sampleRate: number,
  silenced: readonly SoundRedaction[],
): string[] {
  if (silenced.length === 0) return [];
  const rate = clipRate(sampleRate);
  const tone = `${TONE_LEVEL}*sin(2*PI*${TONE_HERTZ}*n/${rate})`;
  const spans = silentSpans(index, first, last, sampleRate, silenced);
  const within = (kind: SoundRedaction['kind']) =>
    spans
      .filter((span) => span.kind === kind)
      .map(({ from, to }) => `between(n,${from},${to})`)
      .join('+') || '0';
  const [mute, beep, voice] = [within('mute'), within('tone'), within('voice')];
  if (voice === '0') return [replaced(`if(${mute},0,if(${beep},${tone},val(ch)))`)];
  return [
    [
      'asplit[heard][spoken]',
      `[heard]${replaced(`if(${mute},0,if(${beep},${tone},if(${voice},0,val(ch))))`)},${tail(1)}[kept]`,
      `[spoken]${voiceFilters(rate)},${replaced(`if(${mute},0,if(${beep},0,if(${voice},val(ch),0)))`)},${tail(2)}[noise]`,
      `[kept][noise]amix=inputs=2:duration=first:normalize=0,atrim=end_sample=${clipSamples(index, first, last, rate)}`,
    ].join(';'),
  ];
}

/** A mixer keeps back what does not fill its last frame: so that nothing of the sound is lost, silence follows it. */
const tail = (lengths: number): string => `apad=pad_len=${lengths * 16_384}`;

const replaced = (expression: string): string => `aeval=exprs='${expression}':channel_layout=same`;

/** What a recipe says of voices that were made unrecognisable. */
export const voiceNotes = (silenced: readonly SoundRedaction[]): Record<string, string> =>
  silenced.some(({ kind }) => kind === 'voice')
    ? { voice: `noise in ${VOICE_BANDS.length - 1} bands, each with ${VOICE_LEVELS} levels a second` }
    : {};
