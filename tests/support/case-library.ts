import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { type Core, type CoreOptions, createLibrary, openCore } from '../../electron/core/app.ts';
import type { ImportJobResult } from '../../shared/api.ts';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { Details } from '../../shared/evidence.ts';
import type { Job } from '../../shared/job.ts';

export const RESOURCES = resolve(import.meta.dirname, '../../resources');
export const OPERATOR = 'First Observer';

/** A new empty library in `dir/case`; the result is its folder. */
export async function newCase(dir: string): Promise<string> {
  const libraryDir = join(dir, 'case');
  await createLibrary({ libraryDir, title: 'Station 101', operator: OPERATOR, resourcesDir: RESOURCES });
  return libraryDir;
}

/** Opens a library for writing, with the ffmpeg in PATH. */
export function openCase(libraryDir: string, more: Partial<CoreOptions> = {}): Promise<Core> {
  return openCore({ libraryDir, resourcesDir: RESOURCES, ffmpeg: 'ffmpeg', mode: 'write', lockWaitMs: 0, ...more });
}

/** Writes a small file below `dir` and returns its path. */
export function put(dir: string, name: string, content: string | Uint8Array): string {
  mkdirSync(dir, { recursive: true });
  const path = join(dir, name);
  writeFileSync(path, content);
  return path;
}

/** Imports and waits; one job for every file that was found. */
export async function importJobs(core: Core, paths: readonly string[], details: Details = {}): Promise<Job[]> {
  const { jobs } = await core.call('evidence.import', { sources: paths.map((path) => ({ path })), details });
  return jobs.length === 0 ? [] : core.call('jobs.wait', { ids: jobs.map((job) => job.id) });
}

/** Imports and waits; throws unless every job ended with a result. */
export async function importAll(
  core: Core,
  paths: readonly string[],
  details: Details = {},
): Promise<ImportJobResult[]> {
  return (await importJobs(core, paths, details)).map((job) => {
    if (job.state !== 'done') throw new Error(`${job.title}: ${job.state} ${JSON.stringify(job.error)}`);
    return job.result as ImportJobResult;
  });
}

/** Imports one file and returns its id. */
export async function importOne(core: Core, path: string, details: Details = {}): Promise<string> {
  const [result] = await importAll(core, [path], details);
  if (!result?.item) throw new Error(`not imported: ${JSON.stringify(result)}`);
  return result.item.id;
}

/** Code of the AppError that a promise ends with; null when it succeeds. */
export async function codeOf(promise: Promise<unknown>): Promise<ErrorCode | null> {
  const error = await errorOf(promise);
  return error === null ? null : error.code;
}

/** The AppError that a promise ends with; anything else that is thrown is thrown on. */
export async function errorOf(promise: Promise<unknown>): Promise<AppError | null> {
  try {
    await promise;
    return null;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

/** Every file below a folder, as sorted relative paths. */
export function filesIn(dir: string): string[] {
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)))
    .sort();
}
