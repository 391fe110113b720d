import { accessSync, constants, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, isAbsolute, join } from 'node:path';
import type { Environment } from './machine-folders.ts';

/** The ffmpeg to use. When `path` is null, `problem` says what is missing and what to do about it. */
export interface FoundFfmpeg {
  readonly path: string | null;
  readonly problem: string | null;
}

const WITHOUT = 'Recordings can be kept as evidence, but no picture or sound in them can be worked on until then.';

/** The one command that brings ffmpeg to a machine of this kind. */
export function installHint(platform: NodeJS.Platform = process.platform): string {
  switch (platform) {
    case 'win32':
      return 'winget install ffmpeg';
    case 'darwin':
      return 'brew install ffmpeg';
    default:
      return 'sudo apt-get install ffmpeg';
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    // Not there or not executable: no program either way, and the caller says so.
    return false;
  }
}

/** Path that ffmpeg-static names, outside the archive of a packaged app. The package is optional and may be absent. */
function bundledFfmpeg(): string | null {
  try {
    const path: unknown = createRequire(import.meta.url)('ffmpeg-static');
    return typeof path === 'string' ? path.replace(/app\.asar([/\\])/, 'app.asar.unpacked$1') : null;
  } catch {
    // An optional dependency whose download failed is left out by npm; PATH is asked next.
    return null;
  }
}

function onPath(env: Environment, platform: NodeJS.Platform): string | null {
  const name = platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg';
  const folders = (env.PATH ?? env.Path ?? '').split(delimiter).filter(isAbsolute);
  return folders.map((folder) => join(folder, name)).find(isProgram) ?? null;
}

/** Explicit setting (`AIGAQ_FFMPEG`), then the bundled program, then PATH. An explicit setting is never passed over. */
export function findFfmpeg(
  env: Environment = process.env,
  bundled: string | null = bundledFfmpeg(),
  platform: NodeJS.Platform = process.platform,
): FoundFfmpeg {
  const chosen = env.AIGAQ_FFMPEG;
  if (chosen) {
    if (isProgram(chosen)) return { path: chosen, problem: null };
    return {
      path: null,
      problem: `AIGAQ_FFMPEG names ${chosen}, and that is no program that can be run. ${WITHOUT} Correct or clear that setting and start Aigaq again.`,
    };
  }
  if (bundled && isProgram(bundled)) return { path: bundled, problem: null };
  const path = onPath(env, platform);
  if (path) return { path, problem: null };
  return {
    path: null,
    problem: `ffmpeg was not found on this machine. ${WITHOUT} Install it (${installHint(platform)}) or set AIGAQ_FFMPEG to its path, and start Aigaq again.`,
  };
}
