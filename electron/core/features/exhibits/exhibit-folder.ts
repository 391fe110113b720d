import { createHash } from 'node:crypto';
import type { Exhibit } from '../../../../shared/exhibit.ts';
import type { Work } from '../../progress.ts';
import type { OutgoingFolder } from '../../store/outgoing-folder.ts';
import type { ExhibitDocument, ExhibitFile, Recipe } from './bundle-schema.ts';
import { burningOf } from './exhibit-burning.ts';
import { writeClip } from './exhibit-clip.ts';
import type { ExhibitDeps } from './exhibit-deps.ts';
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
  const burning = await burningOf(deps, exhibit);
  const base = `data/exhibits/${exhibit.number}`;
  const files: ExhibitFile[] = [];
  const put = async (path: string, role: ExhibitFile['role'], data: Uint8Array, recipe: Recipe) => {
    await folder.write(`${base}/${path}`, data);
    files.push({ path, role, sha256: sha256Of(data), bytes: data.length, recipe });
  };
  const clip = await writeClip({ deps, folder, base, exhibit, burning, maker, work });
  if (clip !== null) {
    files.push(...clip.files);
    const list = Buffer.from(clip.frameMd5.map((md5) => `${md5}\n`).join(''));
    await put(FRAMES_FILE, 'frames', list, framesRecipe(exhibit, maker));
  }
  work.signal.throwIfAborted();
  const sheet = await makeSheet(deps, exhibit, burning, maker, work.signal);
  for (const { name, role, png, recipe } of sheet.pictures.files) await put(name, role, png, recipe);
  await put('sheet.pdf', 'sheet', sheet.pdf, sheetRecipe(exhibit, maker));
  const document = exhibitDocument(exhibit, sheet.facts, clip?.frameMd5 ?? [], files);
  await folder.write(`${base}/exhibit.json`, jsonText(document));
  return { document, firstPts: sheet.pictures.firstPts };
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
