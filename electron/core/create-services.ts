import { isOver } from '../../shared/job.ts';
import type { ClosingStack } from './closing-stack.ts';
import { codebookOf } from './codebook-of.ts';
import { createEventHub } from './core-events.ts';
import type { CoreOptions } from './core-options.ts';
import { newestVersion } from './db/migrate.ts';
import { fromSqlite } from './db/sqlite-errors.ts';
import { annotationRepo } from './features/annotations/annotation-repo.ts';
import { createAnnotations } from './features/annotations/annotation-service.ts';
import { readRedactionPacks } from './features/annotations/redaction-packs.ts';
import { createBackups } from './features/backups/backup-service.ts';
import { createCodebook } from './features/codebook/codebook-service.ts';
import { createContinuity } from './features/continuity/continuity-service.ts';
import { custodyRepo } from './features/custody/custody-repo.ts';
import { createCustody } from './features/custody/custody-service.ts';
import { originalCheckRepo } from './features/custody/original-check-repo.ts';
import { SCRUB_PACE } from './features/custody/original-scrub.ts';
import { createOriginalWatch } from './features/custody/original-watch.ts';
import { timestampRepo } from './features/custody/timestamp-repo.ts';
import { createTimestamps } from './features/custody/timestamp-service.ts';
import { verifyJob } from './features/custody/verify-job.ts';
import { evidenceRepo } from './features/evidence/evidence-repo.ts';
import { createEvidence } from './features/evidence/evidence-service.ts';
import { createExaminer } from './features/evidence/examiner.ts';
import { finishPending } from './features/evidence/finish-pending.ts';
import { importJob } from './features/evidence/import-job.ts';
import { createIntake } from './features/evidence/intake.ts';
import { createExhibits } from './features/exhibits/exhibit-service.ts';
import { loadSheetText } from './features/exhibits/print/sheet-text.ts';
import { createHistory } from './features/history/history-service.ts';
import { libraryRepo } from './features/library/library-repo.ts';
import { createLibraryService, libraryRow } from './features/library/library-service.ts';
import { markRepo } from './features/marks/mark-repo.ts';
import { createMarks } from './features/marks/mark-service.ts';
import { verifyMarksJob } from './features/marks/verify-marks-job.ts';
import { placeRepo } from './features/places/place-repo.ts';
import { createPlaces } from './features/places/place-service.ts';
import { noticing } from './features/preparation/notice-findings.ts';
import { createPreparation } from './features/preparation/preparation-service.ts';
import { searchRepo } from './features/search/search-repo.ts';
import { createSearch } from './features/search/search-service.ts';
import { createJobs } from './jobs/create-jobs.ts';
import { jobRepo, memoryJobRepo, type StoredJob } from './jobs/job-repo.ts';
import { openSnapshot } from './library-snapshot.ts';
import { silentLog } from './log.ts';
import type { createMedia } from './media/create-media.ts';
import type { OpenedLibrary } from './open-library.ts';
import { unwatched, type Work } from './progress.ts';
import { lineSeal } from './seal/sealed-line.ts';
import { createStore } from './store/open-store.ts';

/** What can be replaced in tests. */
export interface Parts {
  readonly createMedia: typeof createMedia;
}

export type Services = Awaited<ReturnType<typeof createServices>>;

/** Builds everything that stands on one open database, each part from those before it. */
export async function createServices(
  options: CoreOptions,
  { db, keys, seal, ledgerCopy }: OpenedLibrary,
  parts: Parts,
  closing: ClosingStack,
) {
  const { libraryDir, resourcesDir, mode, log = silentLog, clock = () => new Date() } = options;
  const ledger = custodyRepo(db);
  const hub = createEventHub();
  closing.defer(() => hub.close());
  const store = createStore(libraryDir, keys);
  closing.defer(() => store.close());
  const media = await parts.createMedia({ ffmpeg: options.ffmpeg, store, log });
  closing.defer(() => media.close());
  const backups = createBackups({
    ...{ libraryDir, keys, clock, log, canWrite: mode === 'write', watching: options.background === true },
    entries: () => ledger.head()?.count ?? 0,
    changed: () => hub.changed(['library']),
    emit: hub.emit,
  });
  // Closed after the jobs have ended and before the database is.
  closing.defer(() => backups.close());
  const queue = mode === 'write' ? jobRepo(db) : memoryJobRepo();
  const jobs = createJobs({ repo: queue, clock, log, explain: (error) => fromSqlite(error, libraryDir) });
  closing.defer(() => jobs.drain());

  const libraries = libraryRepo(db);
  const { id: libraryId, codebook: codebookId } = libraryRow(libraries);
  const codebook = createCodebook(codebookOf(resourcesDir, codebookId));
  const custody = createCustody({ repo: ledger, clock, libraryId, copied: ledgerCopy?.count });
  const timestamps = createTimestamps({ db, repo: timestampRepo(db), custody, clock });
  const search = createSearch(searchRepo(db), codebook);
  const places = createPlaces({ db, repo: placeRepo(db), custody, search });
  const items = evidenceRepo(db);
  const { clockWords } = loadSheetText(resourcesDir, 'en');
  const evidence = createEvidence({ db, repo: items, custody, places, search, clockWords });
  const marksChanged = () => hub.changed(['marks', 'annotations', 'exhibits', 'custody']);
  const imported = () => hub.changed(['evidence', 'places', 'exhibits', 'custody', 'library']);
  const preparation = createPreparation({
    ...{ evidence, jobs, log, files: media.review, stored: queue.all(), emit: hub.emit },
    canMake: mode === 'write' && media.ffmpegVersion !== null,
    background: options.background === true,
  });
  const examiner = createExaminer({
    ...{ evidence: noticing(evidence, preparation.noticed), media, log, changed: imported },
    reanchor: async (id, operator) => {
      await marks.reanchor(id, operator);
      marksChanged();
    },
  });
  const intake = createIntake({ db, repo: items, evidence, store, clock });
  const readyItem = async (id: string, operator: string) => {
    const item = evidence.get(id);
    // Frames that the container listed can be marked before the decode of the whole recording has ended.
    return item.pending && item.frames === null ? examiner.examine(id, operator, unwatched) : item;
  };
  const confirmed = async (id: string, work: Work & { readonly operator: string }) => {
    const item = evidence.get(id);
    return item.pending ? examiner.examine(id, work.operator, work) : item;
  };
  const marks = createMarks({
    ...{ db, repo: markRepo(db), media, store, codebook, places, custody, search, clock, readyItem },
    item: evidence.get,
    renumbered: (id, move, operator) => annotations.renumber(id, move, operator),
  });
  const annotations = createAnnotations({
    ...{ db, repo: annotationRepo(db), marks, custody, search },
    packs: readRedactionPacks(resourcesDir),
  });
  jobs.define(verifyMarksJob({ marks, nameOf: (id) => evidence.get(id).originalName, changed: marksChanged }));
  const continuity = createContinuity({ evidence, media, resourcesDir, log });
  const checks = originalCheckRepo(db);
  const watch = createOriginalWatch({
    ...{ db, store, custody, repo: checks, clock, log },
    canWrite: mode === 'write',
    pace: options.background === true ? (options.scrub ?? SCRUB_PACE) : null,
    isIdle: () => !jobs.list().some(({ state }) => state === 'queued' || state === 'running'),
    operator: () => libraryRow(libraries).operator,
    changed: () => hub.changed(['custody']),
    emit: hub.emit,
  });
  closing.defer(() => watch.stop());
  const ledgerAccess = { libraryId, openSnapshot: () => openSnapshot(libraryDir, keys) };
  const library = createLibraryService({
    ...{ db, repo: libraries, libraryDir, custody, evidence, clock, sealed: keys !== null },
    schemaVersion: newestVersion,
  });
  jobs.define(importJob({ intake, examiner, evidence, store, changed: imported }));
  jobs.define(
    verifyJob({
      ...{ ...ledgerAccess, store, databaseState: seal, lines: lineSeal(keys?.ledger ?? null) },
      checked: watch.checked,
      known: () => [...items.all().map(({ sha256 }) => sha256), ...items.intake()],
      record: (report, operator) => {
        if (mode === 'read') return;
        library.recordVerified(report, operator);
        hub.changed(['library', 'custody']);
      },
    }),
  );
  const exhibits = createExhibits({
    ...{
      db,
      evidence,
      marks,
      annotations,
      continuity,
      places,
      codebook,
      custody,
      timestamps,
      media,
      store,
      jobs,
      resourcesDir,
      clock,
    },
    confirmed,
    changed: hub.changed,
  });
  return {
    ...{
      hub,
      store,
      media,
      jobs,
      backups,
      codebook,
      custody,
      search,
      places,
      evidence,
      intake,
      marks,
      annotations,
      library,
      exhibits,
      continuity,
    },
    history: createHistory(),
    /** What a reading of the ledger needs. */
    ledgerAccess,
    timestamps,
    checks,
    startScrub: () => watch.start(),
    opened: (id: string) => watch.opened(evidence.get(id)),
    preparation,
    prepareAll: () => preparation.prepareAll(library.info().operator),
    /** Uploads that a job still has to import: one that was interrupted, or that failed and can be run again. */
    uploadsInUse: (): ReadonlySet<string> =>
      uploadsOf(
        queue
          .all()
          .filter(mayRunAgain)
          .map(({ input }) => input),
      ),
    /** Looks into what an earlier session did not get to, unless a job of its own does. */
    finishPending: () =>
      finishPending(evidence, jobs, inputsOf(queue.all()), media.ffmpegVersion !== null, library.info().operator),
  };
}

const mayRunAgain = ({ job }: StoredJob): boolean => !isOver(job) || job.state === 'failed';

const inputsOf = (stored: readonly StoredJob[]): unknown[] =>
  stored.filter(({ job }) => !isOver(job)).map(({ input }) => input);

function uploadsOf(inputs: readonly unknown[]): Set<string> {
  return new Set(
    inputs.flatMap((input) =>
      typeof input === 'object' && input !== null && 'upload' in input ? [String(input.upload)] : [],
    ),
  );
}
