import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { AppError } from '../../../../shared/errors.ts';
import type { Exhibit } from '../../../../shared/exhibit.ts';
import type { Work } from '../../progress.ts';
import { hashFileWith } from '../../store/folder-reader.ts';
import type { OutgoingFolder } from '../../store/outgoing-folder.ts';
import type { ExhibitDocument, ExhibitFile, Recipe } from './bundle-schema.ts';
import { assertNothingShown } from './exhibit-burning.ts';
import type { ExhibitDeps } from './exhibit-deps.ts';
import { assertOwnPictures, assertSamePicture } from './exhibit-pictures.ts';
import { exhibitDocument } from './exhibit-record.ts';
import { type Maker, makeSheet } from './sheet-maker.ts';
import { FRAMES_FILE } from './verify-text.ts';

export interface MadeExhibit {
  readonly document: ExhibitDocument;
  /** PTS of the recording's first picture; null for documents. */
  readonly firstPts: number | null;
}

const sha256Of = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex');

/** JSON as every file of a bundle has it: indented, keys in the order of the schema, one line end at the end. */
export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Makes the folder of one exhibit: clip, pictures, sheet, list of frames and exhibit.json. */
export async function writeExhibit(
  deps: ExhibitDeps,
  folder: OutgoingFolder,
  exhibit: Exhibit,
  maker: Maker,
  work: Work,
): Promise<MadeExhibit> {
  assertNothingShown(deps, exhibit);
  const base = `data/exhibits/${exhibit.number}`;
  const files: ExhibitFile[] = [];
  const put = async (path: string, role: ExhibitFile['role'], data: Uint8Array, recipe: Recipe) => {
    await folder.write(`${base}/${path}`, data);
    files.push({ path, role, sha256: sha256Of(data), bytes: data.length, recipe });
  };
  const clip = await writeClip(deps, folder, base, exhibit, maker, work);
  if (clip !== null) {
    files.push(clip.file);
    const list = Buffer.from(clip.frameMd5.map((md5) => `${md5}\n`).join(''));
    await put(FRAMES_FILE, 'frames', list, framesRecipe(exhibit, maker));
  }
  work.signal.throwIfAborted();
  const sheet = await makeSheet(deps, exhibit, maker, work.signal);
  for (const { name, role, png, recipe } of sheet.pictures.files) await put(name, role, png, recipe);
  await put('sheet.pdf', 'sheet', sheet.pdf, sheetRecipe(exhibit, maker));
  const document = exhibitDocument(exhibit, sheet.facts, clip?.frameMd5 ?? [], files);
  await folder.write(`${base}/exhibit.json`, jsonText(document));
  return { document, firstPts: sheet.pictures.firstPts };
}

async function writeClip(
  deps: ExhibitDeps,
  folder: OutgoingFolder,
  base: string,
  { mark, evidence }: Exhibit,
  { versions }: Maker,
  work: Work,
): Promise<{ file: ExhibitFile; frameMd5: readonly string[] } | null> {
  if (mark.in === null || mark.out === null) return null;
  const path = `${base}/clip.mp4`;
  const target = await folder.fileAt(path);
  const made = await deps.media.clip(evidence.sha256, mark.in.n, mark.out.n, target, work);
  await folder.settle(path);
  assertSamePicture(mark.in, made.frameMd5[0]);
  assertSamePicture(mark.out, made.frameMd5.at(-1));
  const count = mark.out.n - mark.in.n + 1;
  const frameMd5 = deps.marks.pictures(mark.id) ?? made.frameMd5;
  assertOwnPictures(mark.in.n, frameMd5, made.frameMd5);
  const sha256 = (await hashFileWith(join(folder.partialDir, path), ['sha256'], work.signal)).get('sha256');
  if (made.frameMd5.length !== count || sha256 !== made.sha256) {
    const text = `The clip of “${mark.title}” could not be made exactly: ${made.frameMd5.length} of ${count} pictures. Verify the library and try again.`;
    throw new AppError('verification_failed', text, { markId: mark.id });
  }
  const recipe: Recipe = {
    tools: { aigaq: versions.aigaq, ffmpeg: versions.ffmpeg },
    input: { ORIGINAL: evidence.sha256 },
    arguments: [...made.arguments],
    options: { firstFrame: mark.in.n, lastFrame: mark.out.n, ...made.notes },
  };
  return { file: { path: 'clip.mp4', role: 'clip', sha256, bytes: made.bytes, recipe }, frameMd5 };
}

const framesRecipe = ({ evidence, mark }: Exhibit, { versions }: Maker): Recipe => ({
  tools: { aigaq: versions.aigaq, ffmpeg: versions.ffmpeg },
  input: { ORIGINAL: evidence.sha256 },
  arguments: [
    ...['-copyts', '-i', 'ORIGINAL', '-map', '0:v:0', '-fps_mode', 'passthrough', '-enc_time_base', '-1'],
    ...['-f', 'framemd5', '-'],
  ],
  options: { firstFrame: mark.in?.n ?? 0, lastFrame: mark.out?.n ?? 0, column: 6 },
});

const sheetRecipe = ({ evidence }: Exhibit, { versions, text, profile }: Maker): Recipe => ({
  tools: { aigaq: versions.aigaq, pdfkit: versions.pdfkit, sharp: versions.sharp },
  input: { ORIGINAL: evidence.sha256 },
  options: { lang: text.lang, profile },
});
