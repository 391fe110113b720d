import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';

/** Where the program's own parts lie, found alike from source, from out/main and inside a packaged app. */
export interface ProgramFolders {
  readonly root: string;
  readonly version: string;
  /** Shipped data: codebooks, fonts, locales, viewer template. */
  readonly resources: string;
  /** The built page. */
  readonly renderer: string;
}

interface Manifest {
  readonly name?: unknown;
  readonly version?: unknown;
}

function readManifest(folder: string): Manifest | null {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  } catch {
    // No package.json here, or one that is not ours to judge: the search goes on in the folder above.
    return null;
  }
}

/** Walks up from `start` to the folder whose package.json is Aigaq's. */
export function programFolders(start: string = import.meta.dirname): ProgramFolders {
  for (let folder = start; ; folder = dirname(folder)) {
    const manifest = readManifest(folder);
    if (manifest?.name === 'aigaq') {
      return {
        root: folder,
        version: typeof manifest.version === 'string' ? manifest.version : '0.0.0',
        resources: join(folder, 'resources'),
        renderer: join(folder, 'out', 'renderer'),
      };
    }
    if (dirname(folder) === folder) {
      throw new Error(`Aigaq's own files are not complete: no package.json of it was found above ${start}`);
    }
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** The XDG specification says that relative values are invalid and to be ignored. */
const absolute = (path: string | undefined): string | null => (path && isAbsolute(path) ? path : null);

/**
 * Folder for what belongs to this machine and to no case: settings, list of recent libraries, window size, the browser
 * window's profile. `AIGAQ_STATE_DIR` outranks the system's custom.
 */
export function stateFolder(
  env: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  const chosen = absolute(env.AIGAQ_STATE_DIR);
  if (chosen) return chosen;
  if (platform === 'win32') return join(absolute(env.LOCALAPPDATA) ?? join(home, 'AppData', 'Local'), 'Aigaq');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Aigaq');
  return join(absolute(env.XDG_STATE_HOME) ?? join(home, '.local', 'state'), 'aigaq');
}

/** Folder in which new libraries are offered: the person's documents, where there are any. */
export function offeredFolder(home: string = homedir()): string {
  const documents = join(home, 'Documents');
  return existsSync(documents) ? documents : home;
}
