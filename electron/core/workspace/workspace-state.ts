import { join } from 'node:path';
import * as z from 'zod';
import { type LibraryInfo, type RecentLibrary, Settings } from '../../../shared/library.ts';
import { isLibraryFolder } from '../db/open-database.ts';
import type { Log } from '../log.ts';
import { readStateFile, writeStateFile } from '../store/state-file.ts';

const MOST_RECENT = 20;

const Recent = z.object({ path: z.string(), title: z.string(), openedAt: z.string() });
const State = z.object({ recent: z.array(Recent).default([]), settings: Settings.default(Settings.parse({})) });
type State = z.infer<typeof State>;

/** What this machine remembers: settings, and path and title of libraries. Nothing else about a case. */
export interface WorkspaceState {
  recent(): RecentLibrary[];
  settings(): Settings;
  setSettings(changed: { [K in keyof Settings]?: Settings[K] | undefined }): Promise<void>;
  opened(library: Pick<LibraryInfo, 'path' | 'title'>, at: Date): Promise<void>;
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
    setSettings: ({ theme = state.settings.theme, language = state.settings.language }) =>
      save({ ...state, settings: { theme, language } }),
    opened: ({ path, title }, at) =>
      save({ ...state, recent: [{ path, title, openedAt: at.toISOString() }, ...without(path)].slice(0, MOST_RECENT) }),
    forget: (path) => save({ ...state, recent: without(path) }),
  };
}

/** A list of recent libraries that cannot be read is no reason not to start. */
function readState(text: string | null, log: Log): State {
  try {
    return State.parse(JSON.parse(text ?? '{}'));
  } catch {
    log.warn('workspace.state_unreadable');
    return State.parse({});
  }
}
