import { lstat } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import type { CallFn, ExportJobResult } from '../../../shared/api.ts';
import { AppError } from '../../../shared/errors.ts';

/** Folders that this program made or works in: the open library and the bundles that its jobs exported. */
async function knownFolders(call: CallFn): Promise<string[]> {
  const { open } = await call('app.state', {});
  if (open === null) return [];
  const jobs = await call('jobs.list', {});
  const bundles = jobs.flatMap((job) => {
    const made = job.kind === 'export' && job.state === 'done' ? (job.result as ExportJobResult) : null;
    return made?.bundle ? [made.bundle.path] : [];
  });
  return [open.path, ...bundles];
}

/**
 * The system opens programs as willingly as folders (on macOS an application is a folder), so a page may name only
 * what {@link knownFolders} lists.
 * @throws AppError not_authorised, not_found
 */
export async function assertRevealable(call: CallFn, dir: unknown): Promise<string> {
  if (typeof dir !== 'string' || !isAbsolute(dir)) {
    throw new AppError('not_authorised', 'Only a folder that Aigaq works in can be shown.');
  }
  const known = (await knownFolders(call)).map((folder) => resolve(folder));
  if (!known.includes(resolve(dir))) {
    throw new AppError('not_authorised', `${dir} is no folder that Aigaq works in, so it is not shown.`);
  }
  const stat = await lstat(dir).catch(() => null);
  if (!stat?.isDirectory()) throw new AppError('not_found', `The folder ${dir} is not there any more.`);
  return dir;
}
