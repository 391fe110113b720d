import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { isStale } from '../../resources/setup/built-output.ts';
import { installCommand, type NeededProgram, providePrograms } from '../../resources/setup/system-packages.ts';
import { tempDirs } from '../support/temp-dir.ts';

const newDir = tempDirs('set-up');
const ROOT = resolve(import.meta.dirname, '..', '..');

describe('isStale', () => {
  const OUTPUTS = ['main/desktop.js', 'main/loopback.js', 'main/cli.js', 'preload/preload.cjs', 'renderer/index.html'];
  let root = '';

  /** Writes a file as if at a minute of an hour long past. */
  function at(minute: number, ...path: string[]): void {
    const file = join(root, ...path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '');
    utimesSync(file, 60 * minute, 60 * minute);
  }

  function ageFolders(...folders: string[]): void {
    for (const folder of folders) utimesSync(join(root, folder), 60, 60);
  }

  beforeEach(() => {
    root = newDir();
    for (const folder of ['electron', 'renderer', 'shared', 'resources']) at(10, folder, 'a', 'file.ts');
    ageFolders('electron', 'electron/a', 'renderer', 'renderer/a', 'shared', 'shared/a', 'resources', 'resources/a');
    for (const output of OUTPUTS) at(20, 'out', output);
  });

  it('is content when everything was built after the last change', () => {
    expect(isStale(root)).toBe(false);
  });

  it.each(OUTPUTS)('builds when %s is missing', (output) => {
    rmSync(join(root, 'out', output));
    expect(isStale(root)).toBe(true);
  });

  it('builds after a change, an addition or a removal anywhere below the sources', () => {
    at(30, 'renderer', 'a', 'file.ts');
    expect(isStale(root)).toBe(true);
    at(10, 'renderer', 'a', 'file.ts');
    ageFolders('renderer', 'renderer/a');
    expect(isStale(root)).toBe(false);
    rmSync(join(root, 'shared', 'a', 'file.ts'));
    expect(isStale(root)).toBe(true);
  });

  it('builds when packages have changed', () => {
    at(30, 'package-lock.json');
    expect(isStale(root)).toBe(true);
  });
});

describe('what is missing', () => {
  const one = (program: string, apt: string): NeededProgram => ({ program, apt, brew: apt, winget: apt, why: 'tests' });
  const needed = [one('a', 'pack'), one('b', 'pack'), one('c', 'other')];

  it('is told as the one command that brings it', () => {
    expect(installCommand(needed, 'darwin')).toBe('brew install pack other');
    expect(installCommand(needed, 'win32')).toBe('winget install pack other');
    expect(installCommand(needed, 'linux')).toMatch(/^(sudo )?apt-get install -y pack other$/);
  });

  it('costs nothing when it is there', async () => {
    const fetch = vi.fn();
    expect(await providePrograms([{ ...one('a', 'pack'), fetch }], () => true)).toEqual([]);
    expect(fetch).not.toHaveBeenCalled();
  });
});

describe('the scripts of package.json', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };

  it.each(['start', 'test', 'dev'])('begin %s with a check that an old Node understands', (name) => {
    expect(scripts[name]).toBe(`node resources/setup/${name}.mjs`);
    const entry = readFileSync(join(ROOT, 'resources', 'setup', `${name}.mjs`), 'utf8');
    // Static imports are resolved before any line runs: only the check may be one.
    expect(entry.match(/^import .*$/gm)).toEqual(["import { requireNode } from './require-node.mjs';"]);
    expect(entry.indexOf('requireNode();')).toBeLessThan(entry.indexOf(`import('./${name}.ts')`));
  });

  it.each([
    ['20.20.2', 1],
    ['22.17.9', 1],
    ['22.18.0', 0],
    ['24.0.0', 0],
  ])('answer Node %s with exit %i', (version, code) => {
    const module = join(ROOT, 'resources', 'setup', 'require-node.mjs');
    const script = `import { requireNode } from ${JSON.stringify(module)}; requireNode(${JSON.stringify(version)});`;
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    expect(status).toBe(code);
    if (code === 1) expect(stderr).toMatch(new RegExp(`this is Node ${version.replaceAll('.', '\\.')}\\. .*npm ci`));
    else expect(stderr).toBe('');
  });
});
