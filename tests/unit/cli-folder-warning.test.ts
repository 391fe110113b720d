import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CliParts, cli, scriptedCore } from '../support/cli-runner.ts';

const place = { code: 'P-1', name: 'Station', address: 'Street', region: null };
const core = () => scriptedCore({ 'places.set': place, 'evidence.list': [] });
const recovered = {
  ...{ from: null, entries: 1, replayed: 1, setAside: [], newKey: false, caseHash: 'ab', complete: true },
  ...{ missingOriginals: [], missingPictures: [] },
};

/** Where the library lies on a disk of another machine. */
function onNetwork(): CliParts & { asked: string[] } {
  const asked: string[] = [];
  const services = {
    version: '0.0.0-test',
    createLibrary: async () => ({ id: 'lib-1', path: resolve('lib'), schemaVersion: 1 }) as never,
    changePassphrase: async () => undefined,
    verifyBundle: () => Promise.reject(new Error('not asked for')),
    recovery: {
      report: () => Promise.reject(new Error('not asked for')),
      restore: async () => recovered as never,
      rebuild: async () => recovered as never,
    },
    serve: () => Promise.reject(new Error('not asked for')),
  };
  const folderRisk = (dir: string) => {
    asked.push(dir);
    return 'network' as const;
  };
  return { asked, openCore: async () => core(), folderRisk, services };
}

const PLACE = ['place', 'lib', '--code', 'P-1', '--name', 'Station', '--address', 'Street'];
const passphrases = { given: 'several words by chance', next: 'several more by chance', ask: async () => null };

describe('a library on a disk that is not safe', () => {
  it.each([
    ['init', ['init', 'lib', '--title', 'Case']],
    ['a command that changes it', PLACE],
    ['passphrase', ['passphrase', 'lib']],
    ['restore', ['restore', 'lib', '--backup', 'one']],
    ['rebuild', ['rebuild', 'lib']],
  ])('is warned of once on stderr by %s', async (_what, argv) => {
    for (const given of [argv, [...argv, '--json']]) {
      const { asked, ...parts } = onNetwork();
      const { code, out, err } = await cli(given, { ...parts, passphrases });
      expect(code).toBe(0);
      expect(err).toMatch(/^warning: This folder is on another machine\. .+\n$/);
      expect(out).not.toContain('warning');
      expect(asked).toEqual([resolve('lib')]);
    }
  });

  it('is not warned of by commands that only read it, nor where no risk is known', async () => {
    expect((await cli(['list', 'lib'], onNetwork())).err).toBe('');
    expect((await cli(PLACE, { openCore: async () => core() })).err).toBe('');
  });
});
