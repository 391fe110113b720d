import { join } from 'node:path';
import { findFfmpeg } from '../../electron/hosts/find-ffmpeg.ts';
import { startLoopback } from '../../electron/hosts/loopback/loopback-server.ts';
import { openHostWorkspace } from '../../electron/hosts/open-workspace.ts';
import { ROOT } from './run-command.ts';

/**
 * The loopback host of `npm run dev`, run from source. It reopens the last library, so that a restart after an edit
 * leaves one where one was. The page itself comes from Vite.
 */
const workspace = await openHostWorkspace(findFfmpeg());
const { recent } = await workspace.call('app.state', {});
const last = recent.find((library) => library.present);
if (last) {
  await workspace
    .call('library.open', { dir: last.path })
    .catch((error: Error) => process.stderr.write(`${error.message}\n`));
}
const loopback = await startLoopback({
  hosted: workspace,
  rendererDir: join(ROOT, 'renderer'),
  port: Number(process.argv[2] ?? 0),
});
process.stdout.write(`${loopback.url}\n`);

async function stop(): Promise<void> {
  await loopback.close();
  await workspace.close();
  process.exit(0);
}
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
