import { createHash } from 'node:crypto';
import type { Exhibit, PresentedExhibit } from '../../../../../shared/exhibit.ts';
import type { Work } from '../../../progress.ts';
import type { OutgoingFiles } from '../../../store/outgoing-folder.ts';
import type { ExhibitDeps } from '../exhibit-deps.ts';
import { FRAMES_FILE } from '../pages/verify-text.ts';
import { withBesideSound, writePresented } from '../presented/presented-files.ts';
import type { ContentHashes } from '../print/printed-hash.ts';
import type { ExhibitDocument, ExhibitFile, Recipe } from '../schema/bundle-schema.ts';
import type { RedactionRecord } from '../schema/burnt-schema.ts';
import type { ClipSound } from '../schema/schema-parts.ts';
import type { ClipInput } from './clip-input.ts';
import { burningOf, lazyCanvas } from './exhibit-burning.ts';
import { type WrittenClip, writeClip } from './exhibit-clip.ts';
import { exhibitDocument } from './exhibit-record.ts';
import type { MadePiece, PieceKeeper } from './made-piece.ts';
import type { Maker } from './maker.ts';
import { drawSheet, type SheetContent, sheetContent } from './sheet-maker.ts';
import { SLATE_FILE, slatePng, slateRecipe } from './slate-maker.ts';

/** An exhibit whose files are written but for its sheet, and the document that lists them. */
export interface PreparedExhibit {
  readonly exhibit: PresentedExhibit;
  readonly content: SheetContent;
  readonly frameMd5: readonly string[];
  readonly files: readonly ExhibitFile[];
  readonly sound: ClipSound;
  /** All that it hides, with places and times, whatever its profile tells of them. */
  readonly hidden: readonly RedactionRecord[];
}

export interface MadeExhibit {
  readonly document: ExhibitDocument;
  /** PTS of the recording's first picture; null for documents. */
  readonly firstPts: number | null;
  readonly sound: ClipSound;
  readonly hidden: readonly RedactionRecord[];
}

const sha256Of = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex');

/** JSON as every file of a bundle has it: indented, keys in the order of the schema, one line end at the end. */
export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const baseOf = ({ number }: Exhibit): string => `data/exhibits/${number}`;

/** Writes a file of an exhibit and answers how its document lists it. */
async function put(
  folder: OutgoingFiles,
  exhibit: Exhibit,
  file: Pick<ExhibitFile, 'path' | 'role' | 'recipe'>,
  data: Uint8Array,
): Promise<ExhibitFile> {
  await folder.write(`${baseOf(exhibit)}/${file.path}`, data);
  return { path: file.path, role: file.role, sha256: sha256Of(data), bytes: data.length, recipe: file.recipe };
}

/** Where exhibits are made: the folder of a bundle, and what of it was made before. */
export interface ExhibitStage {
  readonly files: OutgoingFiles;
  readonly kept: PieceKeeper;
}

/** Makes everything in the folder of one exhibit that its sheet states a hash of: clip, list of frames, pictures. */
export async function prepareExhibit(
  deps: ExhibitDeps,
  { files: folder, kept }: ExhibitStage,
  exhibit: PresentedExhibit,
  maker: Maker,
  work: Work,
): Promise<PreparedExhibit> {
  const burning = await burningOf(deps, exhibit);
  const input = { deps, folder, base: baseOf(exhibit), exhibit, burning, maker, work };
  const clip = await clipOf(input, kept);
  work.signal.throwIfAborted();
  const { stills } = clip;
  const { content: drawn, files } = await sheetContent(deps, { exhibit, burning, maker, stills, signal: work.signal });
  const content = withBesideSound(drawn, clip.sound);
  const made = [...clip.files];
  for (const { name, role, png, recipe } of files) {
    made.push(await put(folder, exhibit, { path: name, role, recipe }, png));
  }
  if (maker.slate === true) made.push(await slateOf(input, content));
  made.push(...(await presentedOf(input, kept, content, made)));
  const hidden = burning?.record.redactions ?? [];
  return { exhibit, content, frameMd5: clip.frameMd5, files: made, hidden, sound: clip.sound };
}

/** The films of an interval and the list of its pictures; nothing of a document. */
async function clipOf(input: ClipInput, kept: PieceKeeper): Promise<MadePiece & Pick<WrittenClip, 'stills'>> {
  const { folder, base, exhibit, maker, work } = input;
  let stills: WrittenClip['stills'] = new Map();
  if (!isClip(exhibit)) return { files: [], frameMd5: [], sound: 'none', stills };
  const make = async () => {
    const written = await writeClip(input);
    stills = written.stills;
    return written.piece;
  };
  const piece = await kept.once(base, 'clip', filmsBasis(input), make, work.signal);
  const list = Buffer.from(piece.frameMd5.map((md5) => `${md5}\n`).join(''));
  const frames = { path: FRAMES_FILE, role: 'frames', recipe: framesRecipe(exhibit, maker) } as const;
  return { ...piece, files: [...piece.files, await put(folder, exhibit, frames, list)], stills };
}

async function slateOf({ deps, folder, exhibit, maker }: ClipInput, { facts }: SheetContent): Promise<ExhibitFile> {
  const png = await slatePng(facts, maker, lazyCanvas(deps.resourcesDir));
  return put(folder, exhibit, { path: SLATE_FILE, role: 'slate', recipe: slateRecipe(facts, maker) }, png);
}

/** The films that an exhibit's recipe asks for. */
async function presentedOf(
  input: ClipInput,
  kept: PieceKeeper,
  content: SheetContent,
  made: readonly ExhibitFile[],
): Promise<readonly ExhibitFile[]> {
  const { context, beside } = content.facts;
  if (context === undefined && beside === undefined) return [];
  const basis = { ...filmsBasis(input), context, beside };
  const make = () => writePresented(input, content, made);
  return (await kept.once(input.base, 'presented', basis, make, input.work.signal)).files;
}

const isClip = ({ mark }: Exhibit): boolean => mark.in !== null && mark.out !== null;

/**
 * Everything that an exhibit's films depend on, and more: what is too much costs making them again, what is missing would
 * let films of another exhibit pass for its own. The profile is none of it: both hide the same.
 */
function filmsBasis({ exhibit, burning, maker: { burnIn, text, versions } }: ClipInput) {
  const { shapes = [], silenced = [] } = burning ?? {};
  return { exhibit, shapes, silenced, burnIn: burnIn ?? null, lang: text.lang, versions };
}

/** SHA-256 of the prepared files by their path below the bag. */
export const preparedSums = (prepared: readonly PreparedExhibit[]): Map<string, string> =>
  new Map(
    prepared.flatMap(({ exhibit, files }) =>
      files.map(({ path, sha256 }): [string, string] => [`${baseOf(exhibit)}/${path}`, sha256]),
    ),
  );

/** Draws the sheet of a prepared exhibit and writes exhibit.json. */
export async function finishExhibit(
  deps: ExhibitDeps,
  folder: OutgoingFiles,
  { exhibit, content, frameMd5, files, sound, hidden }: PreparedExhibit,
  maker: Maker,
  hashes: ContentHashes,
): Promise<MadeExhibit> {
  const { pdf } = await drawSheet(deps, content, maker, hashes);
  const recipe = sheetRecipe(exhibit, maker);
  const sheet = await put(folder, exhibit, { path: 'sheet.pdf', role: 'sheet', recipe }, pdf);
  const document = exhibitDocument(exhibit, content.facts, frameMd5, [...files, sheet], hashes.exhibit);
  await folder.write(`${baseOf(exhibit)}/exhibit.json`, jsonText(document));
  return { document, firstPts: content.firstPts, sound, hidden };
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
