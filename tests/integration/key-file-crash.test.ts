import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { keyFileText, wrapCaseKey } from '../../electron/core/seal/key-file.ts';
import { keepKeyFile, replaceKeyFile, writeKeyFile } from '../../electron/core/store/library-key-file.ts';
import { createStore } from '../../electron/core/store/open-store.ts';
import { seededRandom } from '../e2e/support/seeded-random.ts';
import { filesIn, put } from '../support/case-library.ts';
import { tempDirs } from '../support/temp-dir.ts';

const newDir = tempDirs('key-crash');
const SCRIPT = join(import.meta.dirname, '../support/child-key-script.ts');

const twoKeyFiles = () =>
  Promise.all(
    ['the first passphrase', 'the second passphrase'].map((passphrase) =>
      wrapCaseKey(randomBytes(32), passphrase, 'ab'.repeat(16)),
    ),
  );

test('a backup that is made while the passphrase changes never brings the old key file back', async () => {
  const dir = newDir();
  const [old, next] = await twoKeyFiles();
  if (old === undefined || next === undefined) throw new Error('no key files');
  const random = seededRandom(25);
  for (let n = 0; n < 150; n++) {
    await writeKeyFile(dir, old);
    await keepKeyFile(dir);
    const changing = replaceKeyFile(dir, next, old);
    for (let turn = random(60); turn > 0; turn--) await nextTurn();
    await Promise.all([changing, keepKeyFile(dir)]);
    for (const name of filesIn(dir)) expect(readFileSync(join(dir, name), 'utf8'), name).toBe(keyFileText(next));
  }
});

test('whenever a change of the passphrase is killed, the old key file or the new one stands there whole', async () => {
  const dir = newDir();
  const outside = newDir();
  const texts = (await twoKeyFiles()).map(keyFileText);
  const paths = texts.map((text, n) => put(outside, `${n}.key`, text));
  const random = seededRandom(24);
  const seen = new Set<string>();
  for (let n = 0; n < 12; n++) {
    const child = spawn(process.execPath, [SCRIPT, dir, ...paths], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    await pause(20 + random(80));
    child.kill('SIGKILL');
    await once(child, 'exit');
    const text = readFileSync(join(dir, 'library.key'), 'utf8');
    expect(texts).toContain(text);
    seen.add(text);
  }
  expect(seen.size).toBe(2);
  // What the killed runs left is removed by the next writer.
  const store = createStore(dir);
  await store.sweep();
  await store.close();
  expect(filesIn(dir)).toEqual(['library.key']);
});
