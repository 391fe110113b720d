import { afterAll, afterEach } from 'vitest';
import { newTempDir, removeFolder } from './temp-folder.ts';

export { newTempDir, removeFolder } from './temp-folder.ts';

/** Call inside `describe` or at the top of a file: a maker of folders that are removed after each test. */
export function tempDirs(name = 'test'): () => string {
  return folders(name, afterEach);
}

/** Like {@link tempDirs}, but the folders live until the whole file or `describe` is over. */
export function sharedTempDirs(name = 'test'): () => string {
  return folders(name, afterAll);
}

function folders(name: string, when: (run: () => void) => void): () => string {
  const made: string[] = [];
  when(() => {
    for (const dir of made.splice(0)) removeFolder(dir);
  });
  return () => {
    const dir = newTempDir(name);
    made.push(dir);
    return dir;
  };
}
