import { resolve } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { ClosingStack } from './closing-stack.ts';
import type { Core, CoreOptions } from './core-options.ts';
import { createServices, type Parts, type Services } from './create-services.ts';
import { fromSqlite } from './db/sqlite-errors.ts';
import { annotationHandlers } from './features/annotations/annotation-service.ts';
import { backupHandlers } from './features/backups/backup-service.ts';
import { codebookHandlers } from './features/codebook/codebook-service.ts';
import { continuityHandlers } from './features/continuity/continuity-service.ts';
import { custodyHandlers } from './features/custody/custody-handlers.ts';
import { evidenceHandlers } from './features/evidence/evidence-handlers.ts';
import { historyHandlers } from './features/history/history-service.ts';
import { undoable } from './features/history/undoable-calls.ts';
import { libraryHandlers } from './features/library/library-service.ts';
import { markHandlers } from './features/marks/mark-handlers.ts';
import { placeHandlers } from './features/places/place-service.ts';
import { preparationHandlers } from './features/preparation/preparation-handlers.ts';
import { searchHandlers } from './features/search/search-service.ts';
import type { Handlers } from './handlers.ts';
import { jobHandlers } from './job-handlers.ts';
import { unlockLibrary } from './library-passphrase.ts';
import { silentLog } from './log.ts';
import { createMedia } from './media/create-media.ts';
import { createMediaHandler } from './media-handler.ts';
import { openLibrary } from './open-library.ts';
import { createRouter } from './router.ts';
import { createUploadHandler } from './upload-handler.ts';

/**
 * Opens a library and everything that works on it. Close it, or the lock stays taken.
 * @throws AppError library_missing, library_locked, library_newer, library_damaged, passphrase_needed, passphrase_wrong
 */
export function openCore(options: CoreOptions): Promise<Core> {
  return openCoreWith(options, { createMedia });
}

/** As {@link openCore}, with parts of one's own choice; for tests that need no real decoder. */
export async function openCoreWith(options: CoreOptions, parts: Parts): Promise<Core> {
  const libraryDir = resolve(options.libraryDir);
  const closing = new ClosingStack();
  try {
    const keys = await unlockLibrary(options, closing);
    const opened = await openLibrary({ ...options, keys }, closing);
    const services = await createServices({ ...options, libraryDir }, opened, parts, closing);
    if (options.mode === 'write') await startWriting(services, options.resumeJobs === true);
    return coreOf(services, options, closing);
  } catch (error) {
    await closing.abandon();
    throw fromSqlite(error, libraryDir);
  }
}

/** The one writer puts right what a crash left, before anything else can happen. */
async function startWriting(services: Services, resumeJobs: boolean): Promise<void> {
  const { intake, store, uploadsInUse, jobs, finishPending, prepareAll } = services;
  await intake.discardUnrecorded();
  await store.sweep(uploadsInUse());
  if (resumeJobs) {
    jobs.resumeAll();
    finishPending();
  }
  // Deliberately not awaited: it looks at every item, and nobody has to wait for that.
  void prepareAll();
  services.startScrub();
}

function coreOf(services: Services, options: CoreOptions, closing: ClosingStack): Core {
  const { hub, library, store, media, evidence, exhibits, jobs } = services;
  const { mode, log = silentLog } = options;
  const router = createRouter({
    handlers: handlersOf(services),
    mode,
    libraryDir: store.libraryDir,
    operator: () => library.info().operator,
    worked: (operator) => library.setOperator(operator, operator),
    changed: hub.changed,
    log,
  });
  const mediaHandler = createMediaHandler({ store, media, evidence, previewPdf: exhibits.previewPdf, log });
  const uploadHandler = createUploadHandler({ store, mode, log });
  jobs.onChange((job) => hub.emit({ type: 'job', job }));

  let closed: Promise<void> | null = null;
  /** Nothing may reach a database that is being closed. */
  const open = <A extends unknown[], R>(act: (...args: A) => Promise<R>) => {
    return async (...args: A): Promise<R> => {
      if (closed !== null) throw new AppError('no_library_open', 'This library has been closed. Open it again.');
      return act(...args);
    };
  };
  return {
    call: open(router as (...args: unknown[]) => Promise<unknown>) as Core['call'],
    on: hub.on,
    media: open(mediaHandler),
    upload: open(uploadHandler),
    close() {
      closed ??= closing.close().catch((error: unknown) => {
        throw fromSqlite(error, store.libraryDir);
      });
      return closed;
    },
  };
}

function handlersOf(services: Services): Handlers {
  const {
    store,
    media,
    jobs,
    custody,
    history,
    library,
    evidence,
    marks,
    places,
    codebook,
    search,
    exhibits,
    continuity,
  } = services;
  const plain = {
    ...libraryHandlers(library),
    ...backupHandlers(services.backups),
    ...evidenceHandlers({ evidence, marks, media, jobs, libraryDir: store.libraryDir }),
    ...placeHandlers(places),
    ...codebookHandlers(codebook),
    ...markHandlers({ marks, evidence, jobs }),
    ...annotationHandlers(services.annotations),
    ...exhibits.handlers,
    ...custodyHandlers({
      ...services.ledgerAccess,
      timestamps: services.timestamps,
      checks: services.checks,
      custody,
      jobs,
    }),
    ...searchHandlers(search),
    ...jobHandlers(jobs),
    ...historyHandlers(history),
    ...continuityHandlers(continuity),
    ...preparationHandlers(services.preparation, services.opened),
  };
  return {
    ...plain,
    ...undoable({ handlers: plain, watchRecipes: exhibits.watchRecipes, history, marks, evidence, places }),
  };
}
