import type { Work } from '../../../progress.ts';
import { underStep } from '../../../progress.ts';
import type { OutgoingFolder } from '../../../store/outgoing-folder.ts';
import type { SealedBag } from '../bag/bag-writer.ts';
import type { PreparedExhibit } from '../exhibit/exhibit-folder.ts';
import { jsonText } from '../exhibit/exhibit-folder.ts';
import { exhibitDocument } from '../exhibit/exhibit-record.ts';
import type { ExhibitDeps } from '../exhibit-deps.ts';
import { contentsHash } from '../print/printed-hash.ts';
import type { BundleDocument } from '../schema/bundle-schema.ts';
import { type BundleContents, type BundleMoment, contentSums, sealBundle, toldExhibits } from './bundle-contents.ts';
import { type BundledOriginal, distinctEvidence } from './bundle-originals.ts';
import {
  assertExhibitFits,
  assertOriginalsFit,
  assertVolumeHolds,
  exhibitBytes,
  overviewBytes,
  planVolumes,
  roomIn,
} from './bundle-volumes.ts';
import { caseId } from './case-terms.ts';
import { custodyExtract } from './custody-extract.ts';

/** A volume that is a whole bag: folder below the staging one, contents, and what sealing gave. */
export interface SealedVolume {
  readonly part: string;
  readonly contents: BundleContents;
  readonly sealed: SealedBag;
}

type Statement = NonNullable<BundleDocument['volume']>;

/**
 * Divides finished contents over volumes and seals each as a bundle of its own. The last is sealed first, so that each
 * can name the manifests of those behind it, and the first one those of all others.
 * @throws AppError volume_too_small
 */
export async function sealVolumes(
  deps: ExhibitDeps,
  stage: OutgoingFolder,
  all: BundleContents,
  moment: BundleMoment,
  limit: { readonly size: number; readonly archive: boolean },
  work: Work,
): Promise<SealedVolume[]> {
  const volumes = divided(all, moment, limit);
  const sums = contentSums(all);
  const group = caseId('group', contentsHash(sums), moment.madeAt.toISOString());
  const behind: Statement['behind'] = [];
  const sealed: SealedVolume[] = [];
  for (const [position, contents] of [...volumes.entries()].reverse()) {
    work.signal.throwIfAborted();
    const [number, count] = [position + 1, volumes.length];
    const part = `volume-${number}`;
    await moveContents(stage, contents, part);
    const volume = count === 1 ? undefined : { group, number, count, behind: [...behind] };
    const step = count === 1 ? 'Sealing the bundle' : `Sealing volume ${number} of ${count}`;
    const told = toldExhibits(contents, all);
    const bag = await sealBundle(deps, stage.part(part), { ...contents, told, volume }, moment, underStep(step, work));
    assertVolumeHolds(number, bag.bytes + bag.tagBytes, limit.size, roomIn(limit.size, limit.archive));
    behind.unshift(listed(number, contents, bag));
    sealed.unshift({ part, contents, sealed: bag });
  }
  return sealed;
}

const listed = (number: number, { prepared, originals }: BundleContents, bag: SealedBag): Statement['behind'][0] => ({
  number,
  manifestSha256: bag.manifestSha256,
  exhibits: prepared.map(({ exhibit }) => exhibit.number),
  originals: originals.map(({ sha256 }) => sha256),
});

function divided(
  all: BundleContents,
  { ledger, stamps, maker }: BundleMoment,
  { size, archive }: { readonly size: number; readonly archive: boolean },
): BundleContents[] {
  const exhibits = all.prepared.map(({ exhibit }) => exhibit);
  const custody = jsonText(custodyExtract(ledger, exhibits, maker.profile)).length;
  const room = roomIn(size, archive) - overviewBytes(custody, stampBytes(stamps));
  const pieces = all.prepared.map((each) => {
    const bytes = sizeOf(each);
    assertExhibitFits(each.exhibit.number, each.exhibit.mark.title, bytes, size, room);
    return { bytes, original: each.exhibit.evidence.sha256 };
  });
  if (all.originals.length > 0) assertOriginalsFit(distinctEvidence(exhibits), size, room);
  const originals = new Map(all.originals.map(({ sha256, bytes }) => [sha256, bytes]));
  return planVolumes(pieces, originals, room).map((plan) => ({
    prepared: plan.exhibits.map((position) => all.prepared[position] as PreparedExhibit),
    originals: all.originals.filter(({ sha256 }) => plan.originals.includes(sha256)),
  }));
}

const stampBytes = (stamps: BundleMoment['stamps']): number =>
  stamps.reduce(
    (sum, { statement, response, authority }) => sum + statement.length + response.length + (authority?.length ?? 0),
    0,
  );

function sizeOf({ exhibit, content, frameMd5, files }: PreparedExhibit): number {
  const pictures = content.forSheet.reduce((sum, { jpeg }) => sum + jpeg.length, 0);
  const document = Buffer.byteLength(jsonText(exhibitDocument(exhibit, content.facts, frameMd5, files)));
  const written = files.reduce((sum, { bytes }) => sum + bytes, 0);
  return exhibitBytes(written, pictures, document);
}

async function moveContents(stage: OutgoingFolder, contents: BundleContents, part: string): Promise<void> {
  const paths = [
    ...contents.prepared.map(({ exhibit }) => `data/exhibits/${exhibit.number}`),
    ...contents.originals.map(({ path }: BundledOriginal) => path),
  ];
  for (const path of paths) await stage.move(path, `${part}/${path}`);
}
