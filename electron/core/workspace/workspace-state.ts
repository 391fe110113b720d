import { basename, join } from 'node:path';
import * as z from 'zod';
import { type LibraryInfo, type RecentLibrary, Settings } from '../../../shared/library.ts';
import { isLibraryFolder } from '../db/open-database.ts';
import type { Log } from '../log.ts';
import { readStateFile, writeStateFile } from '../store/state-file.ts';

const MOST_RECENT = 20;

const Recent = z.object({
  path: z.string(),
  title: z.string(),
  sealed: z.boolean().default(false),
  openedAt: z.string(),
});
const State = z.object({ recent: z.array(Recent).default([]), settings: Settings.default(Settings.parse({})) });
type State = z.infer<typeof State>;

/** What this machine remembers: settings, and path and title of libraries. Nothing else about a case. */
export interface WorkspaceState {
  recent(): RecentLibrary[];
  settings(): Settings;
  setSettings(changed: { [K in keyof Settings]?: Settings[K] | undefined }): Promise<void>;
  opened(library: Pick<LibraryInfo, 'path' | 'title' | 'sealed'>, at: Date): Promise<void>;
  forget(path: string): Promise<void>;
}

export async function openWorkspaceState(stateDir: string, log: Log): Promise<WorkspaceState> {
  const file = join(stateDir, 'state.json');
  let state = readState(await readStateFile(file), log);

  const save = async (next: State): Promise<void> => {
    state = next;
    await writeStateFile(file, `${JSON.stringify(next, null, 2)}\n`);
  };
  const without = (path: string) => state.recent.filter((library) => library.path !== path);

  return {
    recent: () => state.recent.map((library) => ({ ...library, present: isLibraryFolder(library.path) })),
    settings: () => state.settings,
    setSettings: (changed) => save({ ...state, settings: Settings.parse({ ...state.settings, ...defined(changed) }) }),
    opened: ({ path, title, sealed }, at) => {
      // What a sealed library is about stays inside it.
      const entry = { path, title: sealed ? basename(path) : title, sealed, openedAt: at.toISOString() };
      return save({ ...state, recent: [entry, ...without(path)].slice(0, MOST_RECENT) });
    },
    forget: (path) => save({ ...state, recent: without(path) }),
  };
}

/** Only what was said: a field left out stays as it is. */
const defined = (changed: object): object =>
  Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined));

/** A list of recent libraries that cannot be read is no reason not to start. */
function readState(text: string | null, log: Log): State {
  try {
    return State.parse(JSON.parse(text ?? '{}'));
  } catch {
    log.warn('workspace.state_unreadable');
    return State.parse({});
  }
}
