import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { type FilmPlan, makeFilm } from './film-maker.ts';
import { openSampleFonts } from './glyph-text.ts';
import { planHallFilm } from './hall-film.ts';
import { turnQuarterClockwise } from './mp4-rotation.ts';
import { planPhoneFilm } from './phone-film.ts';
import { makeProtocolPhoto, makeProtocolScan } from './protocol-files.ts';
import type { SampleCase, SampleOptions } from './sample-case.ts';
import { SAMPLE_DETAILS, SAMPLE_MARKS, SAMPLE_PLACES, SAMPLE_TITLE } from './sample-story.ts';
import { planSecondCameraFilm } from './second-camera-film.ts';

/**
 * Makes the files of the sample case on this machine: three short recordings with clock and frame number in the
 * picture, a scanned protocol and a photographed one. Same bytes from the same ffmpeg, nothing from outside.
 * @throws AppError ffmpeg_missing, ffmpeg_failed, cancelled, not_found (a font of the installation)
 */
export async function makeSampleCase(options: SampleOptions): Promise<SampleCase> {
  const { dir, signal, onStep } = options;
  const fonts = openSampleFonts(options.resourcesDir);
  const tools = { ffmpeg: options.ffmpeg, fonts, dir, signal };
  const film = (plan: FilmPlan) => makeFilm(plan, tools);
  const tasks: readonly (readonly [step: string, make: () => Promise<string>])[] = [
    ['Drawing the hall camera', () => film(planHallFilm(fonts))],
    ['Drawing the second camera', () => film(planSecondCameraFilm(fonts))],
    ['Drawing the phone recording', async () => turnUpright(await film(planPhoneFilm(fonts)))],
    ['Drawing the scanned protocol', () => makeProtocolScan(fonts, dir)],
    ['Drawing the photographed copy', () => makeProtocolPhoto(fonts, dir)],
  ];
  const parts = join(dir, 'parts');
  await mkdir(parts, { recursive: true });
  try {
    const paths: string[] = [];
    for (const [step, make] of tasks) {
      stopIfAsked(signal);
      onStep(step, paths.length, tasks.length);
      paths.push(await make());
    }
    onStep('Sample files are ready', tasks.length, tasks.length);
    const evidence = paths.map((path) => ({ path, details: SAMPLE_DETAILS[basename(path)] ?? {} }));
    return { title: SAMPLE_TITLE, places: SAMPLE_PLACES, evidence, marks: SAMPLE_MARKS };
  } finally {
    await rm(parts, { recursive: true, force: true });
  }
}

async function turnUpright(path: string): Promise<string> {
  const file = await readFile(path);
  turnQuarterClockwise(file);
  await writeFile(path, file);
  return path;
}

function stopIfAsked(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError('cancelled', 'Making the sample case was stopped; nothing of it was kept.');
}
