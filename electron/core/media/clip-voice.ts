/**
 * A voice that nobody can be recognised by: what was said becomes noise in a few broad bands, each of which gets one
 * level for every 40 ms. Nothing else of the voice is left in the file. That cannot be undone, as a change of pitch can:
 * pitch, its course, overtones and the fine shape of the spectrum are not there any more. Rhythm and the levels of the
 * bands stay, so that words can often be understood, and names and turns of phrase have to be silenced by themselves.
 */

/** Edges of the bands in hertz: four of them, as in Shannon et al., Science 270 (1995), 303. */
export const VOICE_BANDS = [100, 800, 1500, 2500, 4000] as const;
/** Levels that each band has in a second; a voice's pitch is at least three times as fast. */
export const VOICE_LEVELS = 25;

/** Rate at which the noise is made; the highest band ends well below its half. */
const RATE = 16_000;
/** The level of a band follows slower than the pitch of the deepest voice; what is faster is 80 dB lower and more. */
const LEVEL_HERTZ = 10;
/** Uniform noise over all frequencies has too little power in one band; this brings it to that of what it replaces. */
const gainOf = (width: number): number => 2.2 / Math.sqrt(width / (RATE / 2));

/** Filters of one band, its edges cut twice by 12 dB an octave. */
const bandOf = (from: number, to: number): string =>
  `highpass=f=${from},highpass=f=${from},lowpass=f=${to},lowpass=f=${to}`;

const HELD = Math.round(RATE / VOICE_LEVELS);
/** Holds a level until the next one is due, and lets noise follow it; the seed is the default, so the noise is the same everywhere. */
const NOISE = `if(eq(mod(n,${HELD}),0),st(0,val(ch)),ld(0))*(2*random(1)-1)`;
const same = (expression: string): string => `aeval=exprs='${expression}':channel_layout=same`;

/**
 * Filters that turn sound into noise of its own levels, each channel by itself: from an open input to an open output, at
 * `rate` samples a second. Labels begin with `v`.
 */
export function voiceFilters(rate: number): string {
  const bands = VOICE_BANDS.slice(1).map((to, i) => ({ from: VOICE_BANDS[i] ?? 0, to }));
  const inputs = bands.map((_, i) => `[vi${i}]`).join('');
  const outputs = bands.map((_, i) => `[vo${i}]`).join('');
  const level = `lowpass=f=${LEVEL_HERTZ},lowpass=f=${LEVEL_HERTZ}`;
  const chains = bands.map(({ from, to }, i) => {
    const band = bandOf(from, to);
    const gain = `volume=${gainOf(to - from).toFixed(3)}`;
    return `[vi${i}]${band},${same('abs(val(ch))')},${level},${same(NOISE)},${band},${gain}[vo${i}]`;
  });
  return [
    `aresample=${RATE},asplit=${bands.length}${inputs}`,
    ...chains,
    `${outputs}amix=inputs=${bands.length}:normalize=0,aresample=${rate}`,
  ].join(';');
}
