import { isRedaction } from '../../../../../shared/annotation.ts';
import { burnInParts, NO_BURN_IN } from '../../../../../shared/burn-in.ts';
import { BURN_IN_FILM } from '../../../media/burn-in-film.ts';
import { notesOf } from '../../../media/burn-picture.ts';
import type { ClipBurning, MadeClip } from '../../../media/media.ts';
import { partOfWork } from '../../../progress.ts';
import type { Recipe } from '../schema/bundle-schema.ts';
import type { ClipSound } from '../schema/schema-parts.ts';
import type { ClipInput } from './clip-input.ts';
import { type ClipVersion, makeVersion, versionFile } from './clip-version.ts';
import { burnInText } from './exhibit-burn-in.ts';
import { type ExhibitBurning, lazyCanvas } from './exhibit-burning.ts';
import { stillsOf } from './exhibit-pictures.ts';
import { type FilmWriter, filmWriter } from './film-writer.ts';
import type { MadePiece } from './made-piece.ts';

/** The films of a clip, and the stills that were made with them. */
export interface WrittenClip {
  readonly piece: MadePiece;
  readonly stills: MadeClip['stills'];
}

/**
 * Makes the clip of an interval and the films that are burnt into it, and where something is drawn over the pictures
 * also their clean twin.
 * @throws AppError verification_failed, redaction_not_burnt, ffmpeg_failed, cancelled
 */
export async function writeClip(input: ClipInput): Promise<WrittenClip> {
  const { deps, exhibit, burning, work } = input;
  const films = filmWriter(input);
  const burn = burningOfClip(input, films);
  const drawn = burn?.burnIn !== undefined || notesOf(burning?.shapes ?? []).length > 0;
  const keyStills = stillsOf(exhibit.mark, burning).map(([, n]) => n);
  const clip: ClipVersion = { name: 'clip.mp4', role: 'clip', burn, stills: keyStills };
  const made = await makeVersion(input, clip, drawn ? partOfWork(work, 0, 2) : work);
  const stills = new Map(made.stills);
  const filmFiles = made.films.map((layer) => films.fileOf(layer));
  const files = [versionFile(input, clip, made, filmFiles, burnInOptions(input, made))];
  // Where a burn-in was left out and there is no note, the clip is its own clean twin.
  if (made.films.some(({ look }) => look === null)) {
    const clean: ClipVersion = { name: 'clean.mp4', role: 'clean', burn: cleanOf(burning, films), stills: keyStills };
    const twin = await makeVersion(input, clean, partOfWork(work, 1, 2));
    for (const [n, still] of twin.stills) stills.set(n, still);
    files.push(versionFile(input, clean, twin, filmFiles, { form: 'without notes and burnt-in texts' }));
  }
  const frameMd5 = deps.marks.pictures(exhibit.mark.id) ?? made.frameMd5;
  const piece = { files: [...files, ...filmFiles], frameMd5: [...frameMd5], sound: soundOf(made, burning) };
  return { piece, stills };
}

function burningOfClip({ deps, exhibit, burning, maker }: ClipInput, { write }: FilmWriter): ClipBurning | undefined {
  const burnIn = burnInText(exhibit, maker.burnIn ?? NO_BURN_IN, maker.text) ?? undefined;
  if (burning === null && burnIn === undefined) return undefined;
  const plain = { shapes: [], silenced: [], openCanvas: lazyCanvas(deps.resourcesDir) };
  return { ...(burning ?? plain), write, burnIn };
}

/** What hides stays, what tells goes. */
function cleanOf(burning: ExhibitBurning | null, { write }: FilmWriter): ClipBurning | undefined {
  if (burning === null) return undefined;
  return { ...burning, shapes: burning.shapes.filter(isRedaction), write };
}

function burnInOptions({ maker }: ClipInput, made: MadeClip): NonNullable<Recipe['options']> {
  const asked = burnInParts(maker.burnIn ?? NO_BURN_IN);
  if (asked.length === 0) return {};
  const isThere = made.films.some(({ name }) => name === BURN_IN_FILM);
  return { burnIn: isThere ? asked.join(', ') : 'left out: the pictures change in size or are too small for it' };
}

const soundOf = ({ hasAudio }: MadeClip, burning: ExhibitBurning | null): ClipSound =>
  hasAudio ? ((burning?.silenced.length ?? 0) > 0 ? 'treated' : 'untreated') : 'none';
