import type { FilmPlan } from './film-maker.ts';
import type { SampleFonts } from './glyph-text.ts';
import { ALL_DROPS, HALL_SECONDS, HALL_START, SAMPLE_DATE } from './hall-events.ts';
import { drawHall, hallLayers } from './hall-scene.ts';
import { clockOfDay, frameLabel } from './label-strip.ts';

export const HALL_FILE = 'camera-1-hall.mp4';
export const HALL_RATE = 25;

/** The fixed camera: H.264 with B-frames and AAC in MP4, constant 25 pictures a second. */
export function planHallFilm(fonts: SampleFonts): FilmPlan {
  const frames = HALL_SECONDS * HALL_RATE;
  return {
    file: HALL_FILE,
    background: drawHall(fonts),
    layers: hallLayers(fonts, HALL_RATE),
    rate: HALL_RATE,
    labels: Array.from({ length: frames }, (_, n) => {
      const clock = clockOfDay(HALL_START + (n * 1000) / HALL_RATE);
      return ` CAM 1  ${SAMPLE_DATE} ${clock} +05  ${frameLabel(n)}  SAMPLE `;
    }),
    labelSize: 20,
    labelAt: [16, 14],
    look: '',
    timing: '',
    sound: { seconds: HALL_SECONDS, rate: 48_000, knocks: ALL_DROPS },
    encode: [
      ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '25', '-g', '50', '-bf', '2'],
      ...['-c:a', 'aac', '-b:a', '96k', '-movflags', '+faststart'],
    ],
  };
}
