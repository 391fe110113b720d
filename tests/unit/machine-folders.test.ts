import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeProblem } from '../../electron/hosts/check-node.ts';
import { offeredFolder, programFolders, stateFolder } from '../../electron/hosts/machine-folders.ts';
import { tempDirs } from '../support/temp-dir.ts';

const newDir = tempDirs('folders');
const ROOT = resolve(import.meta.dirname, '..', '..');

describe('programFolders', () => {
  it('finds the same folders from source and from the built output', () => {
    const fromSource = programFolders(join(ROOT, 'electron', 'hosts'));
    expect(programFolders(join(ROOT, 'out', 'main', 'chunks'))).toEqual(fromSource);
    expect(fromSource).toMatchObject({ root: ROOT, resources: join(ROOT, 'resources') });
    expect(fromSource.version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('passes by the package.json of others', () => {
    const root = newDir();
    const inner = join(root, 'app', 'inner');
    mkdirSync(inner, { recursive: true });
    writeFileSync(join(root, 'package.json'), '{"name":"aigaq","version":"9.9.9"}');
    writeFileSync(join(root, 'app', 'package.json'), '{"name":"other"}');
    writeFileSync(join(inner, 'package.json'), 'not JSON');
    expect(programFolders(inner)).toMatchObject({ root, version: '9.9.9' });
  });

  it('says what is wrong when the program is not complete', () => {
    expect(() => programFolders(newDir())).toThrow(/not complete/);
  });
});

describe('stateFolder', () => {
  it.each([
    ['linux', {}, '/home/p/.local/state/aigaq'],
    ['linux', { XDG_STATE_HOME: '/var/s' }, '/var/s/aigaq'],
    ['linux', { XDG_STATE_HOME: 'relative' }, '/home/p/.local/state/aigaq'],
    ['darwin', {}, '/home/p/Library/Application Support/Aigaq'],
    ['linux', { AIGAQ_STATE_DIR: '/elsewhere', XDG_STATE_HOME: '/var/s' }, '/elsewhere'],
  ] as const)('on %s with %o', (platform, env, folder) => {
    expect(stateFolder(env, platform, '/home/p')).toBe(folder);
  });
});

describe('offeredFolder', () => {
  it('is the documents folder where there is one', () => {
    const home = newDir();
    expect(offeredFolder(home)).toBe(home);
    mkdirSync(join(home, 'Documents'));
    expect(offeredFolder(home)).toBe(join(home, 'Documents'));
  });
});

describe('nodeProblem', () => {
  it.each(['22.14.0', '22.20.1', '24.0.0'])('is content with %s', (version) => {
    expect(nodeProblem(version)).toBeNull();
  });

  it.each(['20.20.2', '22.13.9', '18.0.0'])('refuses %s with a sentence', (version) => {
    expect(nodeProblem(version)).toContain(`this is Node ${version}`);
  });
});
