import type { FilmPlan } from './film-maker.ts';
import type { SampleFonts } from './glyph-text.ts';
import { ALL_DROPS, HALL_SECONDS, HALL_START, SECOND_CAMERA_AHEAD } from './hall-events.ts';
import { drawHall, HALL_SIZE, hallLayers } from './hall-scene.ts';
import { clockOfDay, frameLabel } from './label-strip.ts';
import { type Drawing, seenFrom, type View } from './scene-layers.ts';

export const SECOND_CAMERA_FILE = 'camera-2-recorder.avi';
export const SECOND_CAMERA_RATE = 12.5;
const SIZE = { width: 640, height: 480 };
/** The same hall from the other side and nearer to the box. */
const VIEW: View = { left: 232, top: 132, scale: 0.84, mirrored: HALL_SIZE.width };

/** The hall's own drawing in the window of this camera; its sign is out of the picture. */
function drawOtherSide(fonts: SampleFonts): Drawing {
  const hall = seenFrom(VIEW, { drawing: drawHall(fonts, 'without sign'), x: 0, y: 0 });
  const shapes = `<g transform="translate(${hall.x} ${hall.y})">${hall.drawing.shapes}</g>`;
  const tint = `<rect width="100%" height="100%" fill="#6b8f8a" opacity=".16"/>`;
  return { ...SIZE, shapes: shapes + tint };
}

/** An old recorder: MPEG-4 ASP with MP2 sound in AVI, half the pictures, and a clock that is ahead. Browsers cannot play it. */
export function planSecondCameraFilm(fonts: SampleFonts): FilmPlan {
  const frames = Math.floor(HALL_SECONDS * SECOND_CAMERA_RATE);
  return {
    file: SECOND_CAMERA_FILE,
    background: drawOtherSide(fonts),
    layers: hallLayers(fonts, SECOND_CAMERA_RATE).map((layer) => seenFrom(VIEW, layer)),
    rate: SECOND_CAMERA_RATE,
    labels: Array.from({ length: frames }, (_, n) => {
      const clock = clockOfDay(HALL_START + SECOND_CAMERA_AHEAD + (n * 1000) / SECOND_CAMERA_RATE);
      return ` DVR 2 30-11-2025 ${clock.slice(0, 8)} ${frameLabel(n)} SAMPLE `;
    }),
    labelSize: 16,
    labelAt: [8, SIZE.height - 34],
    look: 'eq=saturation=0.6:contrast=1.1',
    timing: '',
    sound: { seconds: HALL_SECONDS, rate: 32_000, knocks: ALL_DROPS },
    encode: [
      ...['-c:v', 'mpeg4', '-vtag', 'XVID', '-q:v', '5', '-g', '60', '-bf', '0'],
      ...['-c:a', 'mp2', '-b:a', '64k'],
    ],
  };
}
