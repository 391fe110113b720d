import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Where a worker's entry lies: beside this source file under Node's type stripping; in `out/main/` once built, where
 * this module may have become part of a chunk in `out/main/chunks/`.
 */
export function workerLocation(name: string, from: string): URL {
  const candidates = from.endsWith('.ts') ? [`./${name}.ts`] : [`./${name}.js`, `../${name}.js`];
  for (const candidate of candidates) {
    const url = new URL(candidate, from);
    if (existsSync(fileURLToPath(url))) return url;
  }
  throw new Error(`the program is not complete: ${name} is missing`);
}
