import { resolve } from 'node:path';
import type { AppEvent, CallContext, CallFn, Output, Parsed, Topic, WorkspaceCallName } from '../../shared/api.ts';
import { workspaceApi } from '../../shared/api.ts';
import { AppError } from '../../shared/errors.ts';
import type { AppState } from '../../shared/library.ts';
import type { Core } from './core-options.ts';
import { openCore } from './create-core.ts';
import { createLibrary } from './create-library.ts';
import { wellFormed } from './features/custody/canonical-json.ts';
import { invalidInput } from './invalid-input.ts';
import { changePassphrase } from './library-passphrase.ts';
import { type Log, silentLog } from './log.ts';
import { readVersion } from './media/ffmpeg.ts';
import { childGuards } from './media/launch.ts';
import { asAppError, isCoreCall } from './router.ts';
import { listFolders } from './workspace/folder-listing.ts';
import { openSlot } from './workspace/open-slot.ts';
import { recoveryHandlers } from './workspace/recovery-handlers.ts';
import { makeSampleLibrary } from './workspace/sample-library.ts';
import type { WorkspaceHandlers } from './workspace/workspace-handlers.ts';
import { openWorkspaceState } from './workspace/workspace-state.ts';

export interface WorkspaceOptions {
  /** Folder for settings and the list of recent libraries. */
  readonly stateDir: string;
  readonly resourcesDir: string;
  readonly ffmpeg: string | null;
  /** What is missing and what to do about it; null when ffmpeg was found. */
  readonly ffmpegProblem: string | null;
  readonly version: string;
  /** Folder that new libraries are offered in. */
  readonly homeFolder: string;
  readonly clock?: (() => Date) | undefined;
  readonly log?: Log | undefined;
}

/** What hosts that people look at work with: a core that may be there or not, and what goes on around it. */
export type Workspace = Core;

const PASSPHRASE_ERRORS: readonly string[] = ['passphrase_needed', 'passphrase_wrong'];

const EVERYTHING: readonly Topic[] = [
  'app',
  'library',
  'evidence',
  'places',
  'marks',
  'exhibits',
  'custody',
  'history',
];

export async function openWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const { log = silentLog } = options;
  const listeners = new Set<(event: AppEvent) => void>();
  const emit = (event: AppEvent) => {
    for (const listener of listeners) listener(event);
  };
  const slot = openSlot(emit);
  const ending = new AbortController();
  const handlers = await handlersOf(options, slot, emit, ending.signal);

  async function answer<N extends WorkspaceCallName>(name: N, input: unknown): Promise<Output<N>> {
    const read = workspaceApi[name].input.safeParse(wellFormed(input ?? {}));
    if (!read.success) throw invalidInput(name, read.error);
    return handlers[name](read.data as Parsed<N>);
  }

  const call = async (name: string, input: unknown, context?: CallContext): Promise<unknown> => {
    try {
      if (isWorkspaceCall(name)) return await answer(name, input);
      if (!isCoreCall(name)) throw new AppError('usage', `There is no call “${name}”.`, { call: name });
      return await openOne(slot.core()).call(name, input as never, context);
    } catch (error) {
      throw asAppError(error, name, log);
    }
  };

  return {
    call: call as CallFn,
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async media(request) {
      return (await slot.core()?.media(request)) ?? closedResponse();
    },
    async upload(request) {
      return (await slot.core()?.upload(request)) ?? closedResponse();
    },
    async close() {
      ending.abort();
      await slot.empty();
      listeners.clear();
    },
  };
}

async function handlersOf(
  options: WorkspaceOptions,
  slot: ReturnType<typeof openSlot>,
  emit: (event: AppEvent) => void,
  signal: AbortSignal,
): Promise<WorkspaceHandlers> {
  const { stateDir, resourcesDir, ffmpeg, ffmpegProblem, version, homeFolder, log = silentLog } = options;
  const clock = options.clock ?? (() => new Date());
  const state = await openWorkspaceState(stateDir, log);
  const ffmpegVersion = ffmpeg === null ? null : await readVersion(ffmpeg);
  const { missing: missingGuards } = await childGuards();

  /** The folder of a sealed library that waits for its passphrase. */
  let locked: string | null = null;
  const appState = async (): Promise<AppState> => ({
    version,
    open: (await slot.core()?.call('library.info', {})) ?? null,
    locked: locked === null || slot.core() !== null ? null : { path: locked },
    recent: state.recent(),
    settings: state.settings(),
    homeFolder,
    ffmpegProblem,
    ffmpegVersion,
    missingGuards,
  });
  const told = async (topics: readonly Topic[]): Promise<AppState> => {
    emit({ type: 'changed', topics });
    return appState();
  };
  const open = async (dir: string, operator?: string, passphrase?: string): Promise<AppState> => {
    if (!slot.holds(dir)) {
      // The new one first: when it cannot be opened, the old one stays.
      const core = await openCore({
        libraryDir: dir,
        resourcesDir,
        ffmpeg,
        clock,
        log,
        passphrase,
        mode: 'write',
        resumeJobs: true,
        background: true,
      }).catch((error: unknown) => {
        // A library that is open stays; otherwise every window asks for this one's passphrase.
        if (slot.core() === null && error instanceof AppError && PASSPHRASE_ERRORS.includes(error.code)) {
          locked = resolve(dir);
          emit({ type: 'changed', topics: ['app'] });
        }
        throw error;
      });
      await slot.put(core, dir);
      locked = null;
    }
    const core = openOne(slot.core());
    const info =
      operator === undefined
        ? await core.call('library.info', {})
        : await core.call('library.operator', { name: operator });
    await state.opened(info, clock());
    return told(EVERYTHING);
  };

  /** Opening, closing and making libraries happens one after the other. */
  let busy: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const turn = busy.then(act);
    // The caller gets the failure; the next one only waits for the end.
    busy = turn.catch(() => undefined);
    return turn;
  };

  return {
    'app.state': appState,
    'app.settings': async (changed) => {
      await state.setSettings(changed);
      return told(['app']);
    },
    'app.folders': ({ dir }) => listFolders(dir ?? homeFolder),
    'library.create': ({ dir, title, operator, passphrase }) =>
      inTurn(async () => {
        await createLibrary({ libraryDir: dir, title, operator, passphrase, resourcesDir, clock });
        return open(dir, undefined, passphrase);
      }),
    ...recoveryHandlers({
      recovery: { resourcesDir, ffmpeg, clock, log },
      inTurn,
      shut: async (dir) => {
        if (slot.holds(dir)) await slot.empty();
      },
      open,
    }),
    'library.open': ({ dir, operator, passphrase }) => inTurn(() => open(dir, operator, passphrase)),
    // Not in turn: whoever locks does not wait for anything.
    'library.lock': async () => {
      const info = await slot.core()?.call('library.info', {});
      if (!info?.sealed) return appState();
      const closing = slot.empty();
      locked = info.path;
      emit({ type: 'locked', path: info.path });
      await closing;
      return appState();
    },
    'library.passphrase': async ({ dir, current, next }) => {
      await changePassphrase(dir, current, next);
      return appState();
    },
    'library.close': () =>
      inTurn(async () => {
        await slot.empty();
        locked = null;
        return told(EVERYTHING);
      }),
    'library.forget': async ({ dir }) => {
      await state.forget(dir);
      return told(['app']);
    },
    'library.sample': ({ dir }) =>
      inTurn(async () => {
        if (ffmpeg === null)
          throw new AppError('ffmpeg_missing', ffmpegProblem ?? 'ffmpeg is missing on this machine.');
        const onStep = (step: string, done: number, total: number) => emit({ type: 'sample', step, done, total });
        return open(
          await makeSampleLibrary({ parentDir: dir ?? homeFolder, resourcesDir, ffmpeg, clock, signal, onStep }),
        );
      }),
  };
}

function isWorkspaceCall(name: string): name is WorkspaceCallName {
  return Object.hasOwn(workspaceApi, name);
}

function openOne(core: Core | null): Core {
  if (core !== null) return core;
  throw new AppError('no_library_open', 'No library is open. Open one, create one, or try the sample case.');
}

function closedResponse(): Response {
  return new Response('No library is open.', {
    status: 404,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });
}
