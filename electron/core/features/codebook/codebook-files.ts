import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../../shared/errors.ts';
import { Codebook } from '../../../../shared/violation.ts';

/** Every codebook that ships, checked against the schema. @throws AppError internal when a pack is broken */
export function readCodebooks(resourcesDir: string): Codebook[] {
  const folder = join(resourcesDir, 'codebooks');
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.sort().map((name) => readCodebook(join(folder, name), name));
}

/** The one that new libraries use: valid from the latest date. */
export function newestCodebook(books: readonly Codebook[]): Codebook {
  const byDate = [...books].sort((a, b) => (a.validFrom ?? '').localeCompare(b.validFrom ?? ''));
  const newest = byDate.at(-1);
  if (newest === undefined) throw broken('there is none');
  return newest;
}

function readCodebook(path: string, name: string): Codebook {
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw broken(`${name} is no JSON`);
  }
  const read = Codebook.safeParse(data);
  if (!read.success) {
    const first = read.error.issues[0];
    throw broken(`${name}, ${first?.path.join('.') ?? ''}: ${first?.message ?? ''}`);
  }
  return read.data;
}

function broken(why: string): AppError {
  return new AppError('internal', `A codebook that belongs to Aigaq cannot be used (${why}). Install Aigaq again.`);
}
