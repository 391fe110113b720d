import { AppError } from '../../../../../shared/errors.ts';
import type { PresentedExhibit } from '../../../../../shared/exhibit.ts';
import type { Work } from '../../../progress.ts';
import type { OutgoingFiles } from '../../../store/outgoing-folder.ts';
import { type SealedBag, sealBag } from '../bag/bag-writer.ts';
import { assertOriginalsMayGo } from '../exhibit/exhibit-burning.ts';
import {
  type ExhibitStage,
  finishExhibit,
  type MadeExhibit,
  type PreparedExhibit,
  preparedSums,
  prepareExhibit,
} from '../exhibit/exhibit-folder.ts';
import type { Maker } from '../exhibit/maker.ts';
import type { ExhibitDeps } from '../exhibit-deps.ts';
import { contentsHash, exhibitHash } from '../print/printed-hash.ts';
import type { BundleDocument } from '../schema/bundle-schema.ts';
import type { ExhibitFacts } from '../schema/exhibit-facts.ts';
import { type BundledOriginal, checkOriginals, copyOriginals, distinctEvidence } from './bundle-originals.ts';
import { type BundleParts, bagInfo, bundleDocument, signatureFiles, writeOverview } from './bundle-overview.ts';
import { custodyExtract } from './custody-extract.ts';
import { exhibitProgress } from './export-progress.ts';
import { mapLimited } from './map-limited.ts';
import { readCourses } from './recording-courses.ts';

/** Exhibits made at the same time: an encoder leaves cores idle where it begins and ends, and while pictures are drawn. */
const AT_ONCE = 2;

/** Everything that goes into a bundle, or into all of its volumes, but for what states hashes of it. */
export interface BundleContents {
  readonly prepared: readonly PreparedExhibit[];
  readonly originals: readonly BundledOriginal[];
}

/** What is the same in all volumes of an export: one moment of the library. */
export type BundleMoment = Pick<
  BundleParts,
  'head' | 'stamps' | 'libraryTitle' | 'sections' | 'operator' | 'madeAt'
> & {
  readonly maker: Maker;
  readonly ledger: ReturnType<ExhibitDeps['custody']['ledger']>;
};

/** Makes clips, pictures and lists of all exhibits, and copies originals in where that is asked for. */
export async function makeContents(
  deps: ExhibitDeps,
  stage: ExhibitStage,
  exhibits: readonly PresentedExhibit[],
  maker: Maker,
  withOriginals: boolean,
  work: Work,
): Promise<BundleContents> {
  const evidence = distinctEvidence(exhibits);
  await checkOriginals(deps, evidence, work);
  await readCourses(deps, evidence, work);
  const progress = exhibitProgress(exhibits, work);
  const prepared = await mapLimited(exhibits, AT_ONCE, work.signal, async (exhibit, position, signal) => {
    const one = await prepareExhibit(deps, stage, exhibit, maker, progress.workFor(position, signal));
    progress.finish(position);
    return one;
  });
  // Asked again of what was made: somebody may have hidden something since.
  if (withOriginals) assertOriginalsMayGo(prepared.map(({ content }) => hidingOf(content.facts)));
  return { prepared, originals: withOriginals ? await copyOriginals(deps, stage.files, evidence, work) : [] };
}

const hidingOf = ({ title, burnt }: ExhibitFacts) => ({ title, redactions: burnt?.redactions.length ?? 0 });

export const contentSums = ({ prepared, originals }: BundleContents): Map<string, string> =>
  new Map([...preparedSums(prepared), ...originals.map((each) => [each.path, each.sha256] as const)]);

/** Exhibits whose history a volume tells: its own, and those made from originals in it. */
export function toldExhibits({ prepared, originals }: BundleContents, all: BundleContents): PresentedExhibit[] {
  const own = new Set(prepared);
  const held = new Set(originals.map(({ sha256 }) => sha256));
  const told = all.prepared.filter((each) => own.has(each) || held.has(each.exhibit.evidence.sha256));
  return told.map(({ exhibit }) => exhibit);
}

/** Writes what states hashes of the contents (sheets, overview, custody record) and seals the whole as a bag. */
export async function sealBundle(
  deps: ExhibitDeps,
  files: OutgoingFiles,
  contents: BundleContents & { readonly told: readonly PresentedExhibit[]; readonly volume?: BundleDocument['volume'] },
  moment: BundleMoment,
  work: Work,
): Promise<SealedBag> {
  const { maker, ledger } = moment;
  const sums = contentSums(contents);
  const whole = contentsHash(sums);
  const made: MadeExhibit[] = [];
  for (const each of contents.prepared) {
    work.signal.throwIfAborted();
    const hashes = { exhibit: exhibitHash(sums, each.exhibit.number), contents: whole };
    made.push(await finishExhibit(deps, files, each, maker, hashes));
  }
  const custody = custodyExtract(ledger, contents.told, maker.profile);
  const { originals, volume } = contents;
  const parts: BundleParts = { ...moment, made, originals, volume, contents: whole, custody };
  const bundle = bundleDocument(deps, parts);
  await writeOverview(deps, files, bundle, parts);
  return sealBag(files, { fields: bagInfo(bundle) }, (manifest) => signatureFiles(deps, manifest), work);
}

/** Originals never go into a public bundle: they may show more than the clips. @throws AppError invalid_input */
export function assertMayHoldOriginals(withOriginals: boolean, profile: string): void {
  if (!withOriginals || profile !== 'public') return;
  const text = 'A public bundle never holds originals: they may show more than the clips. Use the court profile.';
  throw new AppError('invalid_input', text, { profile });
}
