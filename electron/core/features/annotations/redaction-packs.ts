import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KnownCodes } from '../../../../shared/annotation-check.ts';
import { AppError } from '../../../../shared/errors.ts';
import { RedactionPack } from '../../../../shared/redaction-pack.ts';

/** Every pack of reasons and bases that ships, checked against the schema. @throws AppError internal when one is broken */
export function readRedactionPacks(resourcesDir: string): RedactionPack[] {
  const folder = join(resourcesDir, 'redaction');
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.sort().map((name) => readPack(join(folder, name), name));
}

/** The codes of all packs together: a library may hold redactions that were made with an earlier one. */
export function codesOf(packs: readonly RedactionPack[]): KnownCodes {
  const all = (part: 'reasons' | 'bases') => new Set(packs.flatMap((pack) => pack[part].map(({ code }) => code)));
  return { reasons: all('reasons'), bases: all('bases') };
}

function readPack(path: string, name: string): RedactionPack {
  try {
    return RedactionPack.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    throw new AppError(
      'internal',
      `The redaction pack ${name} that belongs to Aigaq cannot be used. Install Aigaq again.`,
      { file: name },
    );
  }
}
