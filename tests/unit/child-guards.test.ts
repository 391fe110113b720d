import { describe, expect, test } from 'vitest';
import { couldNotStart, findGuards, guarded, type Try } from '../../electron/core/media/child-guards.ts';

const LIMITS = { cpuSeconds: 1.2, memoryBytes: 1 << 20, fileBytes: 1 };
const HEAD = 'Inter-|   Receive\n face |bytes\n';
const limitsHold = '7\n0\n64\n262144\n';
const answers =
  (network: (options: string) => string | null, limits: string | null): Try =>
  async (command) =>
    command[0] === 'unshare' ? network(command.slice(1, command.indexOf('--')).join(' ')) : limits;

describe('what a system can hold children to', () => {
  test('everything, where namespaces and limits can be had', async () => {
    const attempt = answers((options) => (options === '--net' ? `${HEAD}    lo: 0 0\n` : null), limitsHold);
    expect(await findGuards('linux', attempt)).toEqual({
      networkless: ['unshare', '--net', '--'],
      canLimit: true,
      missing: [],
    });
  });

  test('a user namespace, where the plain way is not allowed', async () => {
    const attempt = answers((options) => (options === '--user --net' ? `${HEAD}lo: 0 0\n` : null), limitsHold);
    expect((await findGuards('linux', attempt)).networkless).toEqual(['unshare', '--user', '--net', '--']);
  });

  test('a namespace that still shows a network card is none', async () => {
    const attempt = answers(() => `${HEAD}  lo: 0 0\n  eth0: 5 5\n`, limitsHold);
    const { networkless, missing } = await findGuards('linux', attempt);
    expect(networkless).toEqual([]);
    expect(missing).toEqual([expect.stringContaining('network')]);
  });

  test.each([
    ['nothing answers', null],
    ['the time is another', '8\n0\n64\n262144\n'],
    ['files can be written', '7\nunlimited\n64\n262144\n'],
    ['memory is not limited', '7\n0\n64\nunlimited\n'],
  ])('limits that do not hold are said to be missing: %s', async (_, said) => {
    const { canLimit, missing } = await findGuards(
      'linux',
      answers(() => `${HEAD}lo: 0\n`, said),
    );
    expect(canLimit).toBe(false);
    expect(missing).toEqual([expect.stringContaining('time, memory and files')]);
  });

  test('other systems say what they lack', async () => {
    const all = answers(() => `${HEAD}lo: 0\n`, limitsHold);
    expect((await findGuards('darwin', all)).missing).toEqual([
      expect.stringContaining('memory'),
      expect.stringContaining('network'),
    ]);
    expect(await findGuards('win32', all)).toMatchObject({ canLimit: false, networkless: [] });
  });
});

describe('the command of a child', () => {
  test('program and arguments are never part of the script, and numbers are rounded up', () => {
    const command = guarded(
      { networkless: ['unshare', '--net', '--'], canLimit: true },
      ['-p', '$(id)', '; id'],
      LIMITS,
    );
    expect(command.slice(0, 5)).toEqual(['unshare', '--net', '--', '/bin/sh', '-c']);
    expect(command[5]).not.toContain('id');
    expect(command.slice(6)).toEqual(['limits', '2', '1024', '1', '64', '2048', '-p', '$(id)', '; id']);
  });

  test('without limits it is the program itself', () => {
    expect(guarded({ networkless: [], canLimit: false }, ['ffmpeg', '-x'], LIMITS)).toEqual(['ffmpeg', '-x']);
  });

  test("the status of a shell that could not become the program is told from the program's own", () => {
    expect([127, 126, 1, 0, 255, null].map(couldNotStart)).toEqual(['ENOENT', 'EACCES', null, null, null, null]);
  });
});
