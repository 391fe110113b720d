import { countLayers, drawCountTable, MOVES, PHONE_SIZE } from './count-scene.ts';
import type { FilmPlan } from './film-maker.ts';
import type { SampleFonts } from './glyph-text.ts';
import { SAMPLE_DATE } from './hall-events.ts';
import { clockOfDay, frameLabel } from './label-strip.ts';

export const PHONE_FILE = 'phone-count.mp4';
export const PHONE_FRAMES = 240;
const TICKS = 90_000;
const START = (20 * 60 + 31) * 60_000 + 44_000;

/** PTS of frame n in 1/90000 s: about 30 a second, uneven, with two pauses in which the phone dropped pictures. */
export function phonePts(n: number): number {
  return 3000 * n + 300 * ((7 * n) % 5) + (n >= 96 ? 7200 : 0) + (n >= 160 ? 12_600 : 0);
}
/** The same rule in ffmpeg's words. */
const SET_PTS = '3000*N+300*mod(7*N,5)+7200*gte(N,96)+12600*gte(N,160)';

/** A phone held upright: coded lying with a rotation of 90°, variable frame rate. The rotation is written afterwards. */
export function planPhoneFilm(fonts: SampleFonts): FilmPlan {
  const seconds = (phonePts(PHONE_FRAMES - 1) + 3000) / TICKS;
  const { width, height } = PHONE_SIZE;
  return {
    file: PHONE_FILE,
    background: drawCountTable(fonts),
    layers: countLayers(),
    rate: 30,
    labels: Array.from({ length: PHONE_FRAMES }, (_, n) => {
      const clock = clockOfDay(START + (phonePts(n) * 1000) / TICKS);
      return ` PHONE ${SAMPLE_DATE} ${clock} +05 ${frameLabel(n)} SAMPLE `;
    }),
    labelSize: 20,
    labelAt: [30, height - 60],
    // A hand that holds a phone is never still.
    look: `crop=${width}:${height}:'30+14*sin(n/11)+5*sin(n/4.3)':'35+11*sin(n/13+1)+4*cos(n/3.7)'`,
    timing: `transpose=cclock,settb=1/${TICKS},setpts='${SET_PTS}'`,
    sound: { seconds, rate: 48_000, knocks: MOVES.map(({ laid }) => phonePts(laid) / TICKS) },
    encode: [
      ...['-fps_mode', 'passthrough', '-enc_time_base', `1:${TICKS}`, '-video_track_timescale', String(TICKS)],
      ...['-c:v', 'libx264', '-profile:v', 'main', '-preset', 'veryfast', '-crf', '25', '-g', '30', '-bf', '0'],
      ...['-c:a', 'aac', '-b:a', '96k', '-movflags', '+faststart'],
    ],
  };
}
