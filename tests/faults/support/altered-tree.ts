import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './fault-child.ts';

/** One place of the product, made wrong. */
export interface Alteration {
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** A copy of the sources in `dir` with one place altered. @throws when that place is not there any more */
export function alteredTree(dir: string, { file, from, to }: Alteration): string {
  mkdirSync(join(dir, 'tests'), { recursive: true });
  for (const part of [
    'electron',
    'shared',
    'package.json',
    'tests/support',
    'tests/e2e/support',
    'tests/faults/support',
  ]) {
    cpSync(join(ROOT, part), join(dir, part), { recursive: true });
  }
  for (const part of ['node_modules', 'resources']) symlinkSync(join(ROOT, part), join(dir, part));
  const text = readFileSync(join(dir, file), 'utf8');
  if (!text.includes(from)) throw new Error(`${file} does not hold: ${from}`);
  writeFileSync(join(dir, file), text.replace(from, to));
  return dir;
}
