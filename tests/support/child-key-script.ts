/** Runs in a child process that is killed: puts two key files in each other's place, for ever. */
import { readFileSync } from 'node:fs';
import { parseKeyFile } from '../../electron/core/seal/key-file.ts';
import { writeKeyFile } from '../../electron/core/store/library-key-file.ts';

const [libraryDir = '', ...paths] = process.argv.slice(2);
const files = paths.map((path) => parseKeyFile(readFileSync(path, 'utf8'))).filter((file) => file !== null);
while (files.length > 0) {
  for (const file of files) await writeKeyFile(libraryDir, file);
  process.stdout.write('round\n');
}
