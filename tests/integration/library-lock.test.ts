import { describe, expect, test } from 'vitest';
import { codeOf, errorOf, newCase, openCase } from '../support/case-library.ts';
import { startChildCore } from '../support/child-core.ts';
import { tempDirs } from '../support/temp-dir.ts';

const tempDir = tempDirs('lock');

describe('one writer at a time', () => {
  test('the second is told so, readers are let in, and a killed holder locks nobody out', async () => {
    const dir = await newCase(tempDir());
    const holder = startChildCore(dir, []);
    await holder.said('open');
    try {
      const error = await errorOf(openCase(dir));
      expect(error?.code).toBe('library_locked');
      expect(error?.message).toContain(dir);
      const reader = await openCase(dir, { mode: 'read' });
      expect((await reader.call('library.info', {})).items).toBe(0);
      await reader.close();
      // Opening and closing it here must not have let go of the other process's lock.
      expect(await codeOf(openCase(dir))).toBe('library_locked');
    } finally {
      await holder.kill();
    }
    await (await openCase(dir)).close();
  });

  test('a second process is refused as well', async () => {
    const dir = await newCase(tempDir());
    const core = await openCase(dir);
    const second = startChildCore(dir, []);
    expect(await second.said('failed')).toBe('failed library_locked');
    await core.close();
    const third = startChildCore(dir, []);
    await third.said('open');
    await third.kill();
  });

  test('the same process cannot write twice either', async () => {
    const dir = await newCase(tempDir());
    const core = await openCase(dir);
    expect(await codeOf(openCase(dir))).toBe('library_locked');
    await core.close();
  });

  test('a short wait is enough when the other one is just ending', async () => {
    const dir = await newCase(tempDir());
    const core = await openCase(dir);
    setTimeout(() => void core.close(), 200);
    const next = await openCase(dir, { lockWaitMs: 5000 });
    await next.close();
  });
});

describe('reading only', () => {
  test('refuses every call that would change something, and answers the others', async () => {
    const core = await openCase(await newCase(tempDir()), { mode: 'read' });
    expect(await codeOf(core.call('places.set', { code: 'X', name: 'N', address: 'A' }))).toBe('library_locked');
    expect(await codeOf(core.call('evidence.import', { sources: [{ path: '/x' }] }))).toBe('library_locked');
    expect(await codeOf(core.call('library.operator', { name: 'X' }))).toBe('library_locked');
    expect(await core.call('evidence.list', {})).toEqual([]);
    expect((await core.call('custody.ledger', {})).entries).toHaveLength(1);
    const upload = await core.upload(new Request('http://aigaq/upload', { method: 'POST', body: 'x' }));
    expect(upload.status).toBe(403);
    await core.close();
  });
});
