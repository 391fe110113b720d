import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { findFfmpeg, installHint } from '../../electron/hosts/find-ffmpeg.ts';
import { tempDirs } from '../support/temp-dir.ts';

const newDir = tempDirs('ffmpeg');
let dir = '';

/** A file that may be run; what is inside does not matter, because it is looked for and not started. */
function program(...path: string[]): string {
  const file = join(dir, ...path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, '');
  chmodSync(file, 0o755);
  return file;
}

beforeEach(() => {
  dir = newDir();
});

describe('findFfmpeg', () => {
  it('prefers the setting to the bundled one, and that to PATH', () => {
    const chosen = program('chosen');
    const bundled = program('bundled');
    const onPath = program('bin', 'ffmpeg');
    const PATH = join(dir, 'bin');
    expect(findFfmpeg({ AIGAQ_FFMPEG: chosen, PATH }, bundled, 'linux')).toEqual({ path: chosen, problem: null });
    expect(findFfmpeg({ PATH }, bundled, 'linux')).toEqual({ path: bundled, problem: null });
    expect(findFfmpeg({ PATH }, null, 'linux')).toEqual({ path: onPath, problem: null });
  });

  it('does not pass over a setting that names nothing', () => {
    program('bin', 'ffmpeg');
    const found = findFfmpeg({ AIGAQ_FFMPEG: '/no/such/ffmpeg', PATH: join(dir, 'bin') }, null, 'linux');
    expect(found.path).toBeNull();
    expect(found.problem).toContain('AIGAQ_FFMPEG names /no/such/ffmpeg');
  });

  it('passes over a bundled name without its file, files that may not be run, and folders', () => {
    writeFileSync(join(dir, 'ffmpeg'), '');
    mkdirSync(join(dir, 'folder', 'ffmpeg'), { recursive: true });
    const right = program('right', 'ffmpeg');
    const PATH = [dir, join(dir, 'folder'), 'relative', join(dir, 'right')].join(delimiter);
    expect(findFfmpeg({ PATH }, join(dir, 'gone'), 'linux').path).toBe(right);
  });

  it.each(['linux', 'darwin', 'win32'] as const)('says on %s what to install when there is none', (platform) => {
    const { path, problem } = findFfmpeg({ PATH: dir }, null, platform);
    expect(path).toBeNull();
    expect(problem).toContain(installHint(platform));
  });
});
