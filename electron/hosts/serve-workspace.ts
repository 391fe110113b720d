import type { Input } from '../../shared/api.ts';
import { AppError } from '../../shared/errors.ts';
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
  /** Of a sealed library; without it the page asks. */
  readonly passphrase?: string;
}

async function listen(workspace: Workspace, { dir, port, operator, passphrase }: ServeOptions): Promise<Loopback> {
  if (dir !== undefined) await openOrAsk(workspace, { dir, operator, passphrase });
  return startLoopback({ hosted: workspace, rendererDir: programFolders().renderer, port });
}

/** A sealed library without its passphrase waits for the page, which asks for it. */
async function openOrAsk(workspace: Workspace, library: Input<'library.open'>): Promise<void> {
  try {
    await workspace.call('library.open', library);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'passphrase_needed') throw error;
  }
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
