import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Core } from '../../electron/core/app.ts';
import { hashBlocks, readsOf } from '../../electron/core/store/block-reader.ts';
import { openSource } from '../../electron/core/store/source-file.ts';
import type { AppEvent } from '../../shared/api.ts';
import { importAll, newCase, openCase, put } from '../support/case-library.ts';
import { tempDirs } from '../support/temp-dir.ts';

const tempDir = tempDirs('scrub');
const PACE = { share: 0.9, dueMs: 30, restMs: 20 };

const until = async (what: () => Promise<boolean>) => {
  for (let n = 0; n < 200; n++) {
    if (await what()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect.fail('it did not happen within ten seconds');
};

async function caseWith(sizes: readonly number[]): Promise<{ library: string; files: string[]; ids: string[] }> {
  const dir = tempDir();
  const library = await newCase(dir);
  const core = await openCase(library, { ffmpeg: null });
  const paths = sizes.map((bytes, n) => put(dir, `${n}.bin`, Buffer.alloc(bytes, n + 1)));
  const items = (await importAll(core, paths)).flatMap(({ item }) => item ?? []);
  await core.close();
  const files = items.map(({ sha256 }) => join(library, 'originals', sha256.slice(0, 2), `${sha256}.bin`));
  return { library, files, ids: items.map(({ id }) => id) };
}

const checks = (core: Core) => core.call('custody.checks', {});

test('originals are read again while nothing else happens, and nothing is told of those that are unchanged', async () => {
  const { library } = await caseWith([10, 2_000_000, 30]);
  const core = await openCase(library, { ffmpeg: null, background: true, scrub: PACE });
  const before = await checks(core);
  expect(before).toHaveLength(3);
  const { entries } = await core.call('custody.ledger', {});
  const later = (at: string, n: number) => at > (before[n]?.at ?? '');
  await until(async () => (await checks(core)).every(({ at, ok }, n) => ok && later(at, n)));
  expect((await core.call('custody.ledger', {})).entries).toHaveLength(entries.length);
  await core.close();
});

test('one that was altered is announced at once, once, and told in the ledger', async () => {
  const { library, files, ids } = await caseWith([1000, 2000]);
  const [file = ''] = files;
  chmodSync(file, 0o600);
  const bytes = readFileSync(file);
  writeFileSync(file, Buffer.concat([bytes.subarray(1), bytes.subarray(0, 1).map((value) => value ^ 1)]));
  const core = await openCase(library, { ffmpeg: null, background: true, scrub: PACE });
  const told: AppEvent[] = [];
  core.on((event) => void (event.type === 'altered' && told.push(event)));
  await until(async () => told.length > 0);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(told).toMatchObject([{ evidenceId: ids[0], problem: { code: 'original_altered' } }]);
  const good = new Map((await checks(core)).map(({ evidenceId, ok }) => [evidenceId, ok]));
  expect(ids.map((id) => good.get(id))).toEqual([false, true]);
  const { entries } = await core.call('custody.ledger', {});
  const altered = entries.filter(({ action }) => action === 'evidence.altered');
  expect(altered).toMatchObject([{ subject: ids[0], details: { code: 'original_altered' } }]);
  await core.close();
});

test('one that is opened is read before its turn', async () => {
  const { library, ids } = await caseWith([1000, 2000, 3000]);
  const never = { ...PACE, dueMs: 1_000_000_000 };
  const core = await openCase(library, { ffmpeg: null, background: true, scrub: never });
  const before = new Map((await checks(core)).map(({ evidenceId, at }) => [evidenceId, at]));
  const read = async () => (await checks(core)).filter(({ evidenceId, at }) => at !== before.get(evidenceId));
  const id = ids[1] ?? '';
  await core.call('evidence.prepare', { id });
  await until(async () => (await read()).length > 0);
  expect((await read()).map(({ evidenceId }) => evidenceId)).toEqual([id]);
  await core.close();
});

test('nothing is read in the background where nobody asked for it', async () => {
  const { library } = await caseWith([10]);
  const core = await openCase(library, { ffmpeg: null, scrub: PACE });
  const before = await checks(core);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await checks(core)).toEqual(before);
  const { id } = await core.call('custody.verify', {});
  await core.call('jobs.wait', { ids: [id] });
  expect((await checks(core))[0]?.at).not.toBe(before[0]?.at);
  await core.close();
});

test('hashing takes no more than its share of the time', async () => {
  const file = put(tempDir(), 'big.bin', Buffer.alloc(64 << 20, 5));
  const timed = async (share: number) => {
    const handle = await openSource(file);
    const cpu = process.cpuUsage();
    const begun = performance.now();
    const { sha256 } = await hashBlocks(readsOf(handle), 64 << 20, new AbortController().signal, () => {}, share);
    await handle.close();
    const { user, system } = process.cpuUsage(cpu);
    return { sha256, load: (user + system) / 1000 / (performance.now() - begun) };
  };
  const [whole, part] = [await timed(1), await timed(0.2)];
  expect(part.sha256).toBe(whole.sha256);
  // The rule is wall time at work; readers of files run beside it, and the clock of the process counts them too.
  expect(part.load).toBeLessThan(0.4);
});
