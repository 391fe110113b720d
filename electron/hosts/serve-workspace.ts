import type { Workspace } from '../core/workspace.ts';
import { findFfmpeg } from './find-ffmpeg.ts';
import { type Loopback, startLoopback } from './loopback/loopback-server.ts';
import { programFolders } from './machine-folders.ts';
import { openHostWorkspace } from './open-workspace.ts';

/** A loopback host that runs. */
export interface Serving {
  readonly url: string;
  close(): Promise<void>;
}

export interface ServeOptions {
  /** Library to open; without one the page begins at its start screen. */
  readonly dir?: string;
  readonly port?: number;
  readonly operator?: string;
}

async function listen(workspace: Workspace, { dir, port, operator }: ServeOptions): Promise<Loopback> {
  if (dir !== undefined) await workspace.call('library.open', { dir, operator });
  return startLoopback({ hosted: workspace, rendererDir: programFolders().renderer, port });
}

/** Opens the workspace and serves it on 127.0.0.1. @throws AppError of the library or of the port */
export async function serveWorkspace(options: ServeOptions): Promise<Serving> {
  const workspace = await openHostWorkspace(findFfmpeg());
  try {
    const loopback = await listen(workspace, options);
    return {
      url: loopback.url,
      async close() {
        // The page goes first, so that nothing new is asked while running work is put down.
        await loopback.close();
        await workspace.close();
      },
    };
  } catch (error) {
    await workspace.close();
    throw error;
  }
}
