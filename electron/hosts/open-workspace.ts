import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import type { Log } from '../core/log.ts';
import { openWorkspace, type Workspace } from '../core/workspace.ts';
import type { FoundFfmpeg } from './find-ffmpeg.ts';
import { offeredFolder, programFolders, stateFolder } from './machine-folders.ts';

/** The workspace as the hosts that people look at open it: state folder, shipped data and ffmpeg found. */
export function openHostWorkspace(ffmpeg: FoundFfmpeg, log?: Log): Promise<Workspace> {
  const folders = programFolders();
  const stateDir = stateFolder();
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  return openWorkspace({
    stateDir,
    resourcesDir: folders.resources,
    ffmpeg: ffmpeg.path,
    ffmpegProblem: ffmpeg.problem,
    version: folders.version,
    homeFolder: offeredFolder(homedir()),
    log,
  });
}
