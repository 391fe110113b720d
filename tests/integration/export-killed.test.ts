import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { verifyBundle } from '../../electron/core/app.ts';
import { unwatched } from '../../electron/core/progress.ts';
import { makeExhibitLibrary } from '../support/exhibit-library.ts';
import { tempDirs } from '../support/temp-dir.ts';

const newDir = tempDirs('export-killed');
const CLI = resolve(import.meta.dirname, '..', '..', 'electron', 'cli.ts');

/** The command line in a process of its own. */
function run(...argv: string[]) {
  const child = spawn(process.execPath, [CLI, ...argv, '--json'], { stdio: ['ignore', 'pipe', 'pipe'] });
  return { child, ended: once(child, 'exit'), out: text(child.stdout), err: text(child.stderr) };
}

/** Waits until an exhibit in the making has its pictures, which are made after its clip is remembered. */
async function firstExhibit(bundles: string): Promise<void> {
  for (let tries = 0; tries < 12_000; tries++) {
    for (const partial of readdirSync(bundles)) {
      const exhibits = join(bundles, partial, 'data/exhibits');
      const made = existsSync(exhibits) ? readdirSync(exhibits) : [];
      if (made.some((number) => existsSync(join(exhibits, number, 'still-in.png')))) return;
    }
    await new Promise((go) => setTimeout(go, 5));
  }
  throw new Error('no exhibit was made');
}

test('an export that was killed goes on when the same command is given again', async () => {
  const dir = newDir();
  const { core, complete } = await makeExhibitLibrary(dir);
  await core.close();
  const [bundles, library] = [newDir(), join(dir, 'library')];
  const out = join(bundles, 'killed');
  const marks = complete.map(({ id }) => id).join(',');
  const killed = run('export', library, '--out', out, '--marks', marks);
  await firstExhibit(bundles);
  killed.child.kill('SIGKILL');
  await killed.ended;
  expect(existsSync(out)).toBe(false);

  const again = run('export', library, '--out', out, '--marks', marks);
  const answer = JSON.parse(await again.out) as { resumed?: number; bundle: { exhibits: unknown[] } };
  expect(answer.bundle.exhibits).toHaveLength(3);
  expect(answer.resumed).toBeGreaterThanOrEqual(1);
  expect(readdirSync(bundles)).toEqual(['killed']);
  expect(await verifyBundle(out, unwatched)).toMatchObject({ ok: true });
});
