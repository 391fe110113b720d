import type { LedgerEntry } from '../../../shared/custody.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Recovered } from '../../../shared/recovery.ts';
import { codebookOf } from '../codebook-of.ts';
import { type Db, inTransaction } from '../db/open-database.ts';
import { createCodebook } from '../features/codebook/codebook-service.ts';
import { canonicalJson } from '../features/custody/canonical-json.ts';
import { custodyRepo } from '../features/custody/custody-repo.ts';
import { createCustody, createSigningKey } from '../features/custody/custody-service.ts';
import type { Replayed } from '../features/custody/ledger-replay.ts';
import { treeOfEntries } from '../features/custody/ledger-tree.ts';
import { frontierText, rootOf } from '../features/custody/merkle-tree.ts';
import { markRepo } from '../features/marks/mark-repo.ts';
import { searchRepo } from '../features/search/search-repo.ts';
import { createSearch } from '../features/search/search-service.ts';
import { snapshotOf } from '../library-snapshot.ts';
import { createMedia } from '../media/create-media.ts';
import { createStore } from '../store/open-store.ts';
import { caseHash, replayAll, stateOf } from './case-hash.ts';
import { findKey } from './find-key.ts';
import { findPictures } from './find-pictures.ts';
import { isChain } from './found-ledgers.ts';
import type { RecoverOptions } from './recover-options.ts';
import { missingOriginals } from './recovery-report.ts';
import type { RecoverySources } from './recovery-sources.ts';
import { type PictureBlocks, writeState } from './write-state.ts';

/** What a database holds already and what it is to hold. */
export interface Filled {
  readonly db: Db;
  /** Name of the backup that it came from, or null. */
  readonly from: string | null;
  /** Entries of its ledger as it is. */
  readonly base: readonly LedgerEntry[];
  /** Entries of its ledger as it is to be, `base` included. */
  readonly entries: readonly LedgerEntry[];
}

/**
 * Brings a database to what its ledger is to say, records the recovery and checks the result. The library's folder
 * is not touched. @throws AppError verification_failed when the result is not whole
 */
export async function fillDatabase(
  options: RecoverOptions,
  sources: RecoverySources,
  { db, from, base, entries }: Filled,
): Promise<Omit<Recovered, 'setAside'>> {
  const { libraryDir } = options;
  const wanted = replayAll(entries);
  const blocks = await picturesFor(options, sources, wanted, db);
  const newKey = inTransaction(db, () => {
    adopt(db, entries.slice(base.length));
    writeState(db, wanted, blocks);
    indexForSearch(db, options.resourcesDir, wanted);
    return keepKey(db, sources, wanted, entries, options);
  });
  const snapshot = snapshotOf(db);
  const [found, said] = [stateOf(snapshot), caseHash(wanted)];
  const lost = missingOriginals(sources, wanted.evidence);
  const missingPictures = withoutPictures(wanted, found);
  record(db, wanted, options, {
    from,
    ...{ entries: entries.length, head: entries.at(-1)?.hash ?? null, replayed: entries.length - base.length },
    caseHash: caseHash(found),
    missingOriginals: lost.map(({ id }) => id),
    missingPictures: missingPictures.map(({ id }) => id),
  });
  await assertWhole(db, libraryDir);
  return {
    from,
    entries: snapshot.repo.head()?.count ?? 0,
    replayed: entries.length - base.length,
    newKey,
    caseHash: caseHash(found),
    complete: caseHash(found) === said,
    missingOriginals: lost,
    missingPictures,
  };
}

/** The entries as they are: each keeps the hash by which bundles made before know it. */
function adopt(db: Db, entries: readonly LedgerEntry[]): void {
  const repo = custodyRepo(db);
  for (const entry of entries) repo.append({ ...entry, details: canonicalJson(entry.details) });
  if (entries.length === 0) return;
  const { frontier, count, hash } = treeOfEntries(repo);
  const root = frontier && rootOf(frontier).toString('hex');
  // Signed with the next entry, which follows in the same transaction or right after it.
  repo.setHead({ count, hash, root, frontier: frontier && frontierText(frontier), signature: '' });
}

async function picturesFor(
  options: RecoverOptions,
  sources: RecoverySources,
  wanted: Replayed,
  db: Db,
): Promise<PictureBlocks> {
  const { ffmpeg, log } = options;
  const kept = new Map([...markRepo(db).recorded()].map(([id, { pictures }]) => [id, pictures]));
  const store = createStore(sources.libraryDir, sources.keys);
  try {
    const openMedia = () => createMedia({ ffmpeg, store, log });
    return await findPictures(wanted, kept, [...sources.salvages.values()], openMedia, store.hasOriginal);
  } finally {
    await store.close();
  }
}

function indexForSearch(db: Db, resourcesDir: string, wanted: Replayed): void {
  const codebook = createCodebook(codebookOf(resourcesDir, String(wanted.library.codebook)));
  const search = createSearch(searchRepo(db), codebook);
  for (const id of wanted.evidence.keys()) search.evidence(id);
  for (const id of wanted.marks.keys()) search.mark(id);
  for (const code of wanted.places.keys()) search.place(code);
}

/** The key that the ledger names; where it is lost, another one, with the old head in the entry that says so. */
function keepKey(
  db: Db,
  sources: RecoverySources,
  wanted: Replayed,
  entries: readonly LedgerEntry[],
  options: RecoverOptions,
): boolean {
  const repo = custodyRepo(db);
  const before = wanted.library.publicKey;
  const at = options.clock();
  const key = findKey([...sources.salvages.values()], before);
  if (key !== null) {
    repo.addKey(key, at.toISOString());
    return false;
  }
  const publicKey = createSigningKey(repo, at);
  const { seq: count, hash } = entries.at(-1) ?? { seq: 0, hash: null };
  const details = { publicKey, before: { publicKey: before ?? null, count, hash } };
  custodyOf(db, wanted, options).record({ ...actor(wanted, options), action: 'library.rekeyed', details });
  return true;
}

function record(db: Db, wanted: Replayed, options: RecoverOptions, details: Readonly<Record<string, unknown>>): void {
  const event = { ...actor(wanted, options), action: 'library.restored', details };
  inTransaction(db, () => custodyOf(db, wanted, options).record(event));
}

const custodyOf = (db: Db, wanted: Replayed, { clock }: RecoverOptions) =>
  createCustody({ repo: custodyRepo(db), clock, libraryId: String(wanted.library.id) });

const actor = (wanted: Replayed, { operator }: RecoverOptions) => ({
  operator: operator ?? String(wanted.library.operator),
  subject: String(wanted.library.id),
});

function withoutPictures(wanted: Replayed, found: Replayed): Recovered['missingPictures'] {
  return [...wanted.marks]
    .filter(([id, { pictures }]) => pictures !== null && found.marks.get(id)?.pictures !== pictures)
    .map(([id, { title }]) => ({ id, title: String(title) }));
}

/** The file, its references and every entry of its ledger, before it takes anybody's place. */
async function assertWhole(db: Db, libraryDir: string): Promise<void> {
  const repo = custodyRepo(db);
  const whole = repo.integrity().length === 0 && repo.strayReferences() === 0;
  if (whole && (await isChain(repo.entries(), repo.head()?.count ?? 0))) return;
  throw new AppError(
    'verification_failed',
    `The library in ${libraryDir} was not recovered: the database that was made is not whole. Nothing was changed. Try another backup, or check the disk.`,
    { path: libraryDir },
  );
}
