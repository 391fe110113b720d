import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { cli, scriptedCore } from '../support/cli-runner.ts';
import { aBox, annotationsOf } from '../support/made-annotations.ts';
import { aMark } from '../support/made-values.ts';
import { tempDirs } from '../support/temp-dir.ts';

const tempDir = tempDirs('cli-annotate');
const GIVEN = annotationsOf([aBox('a', [[3, 0]])]);
const MARK = aMark({ in: 2, out: 9, title: 'Box \u202eopened', annotations: 1 });

function file(content: string | Uint8Array): string {
  const path = join(tempDir(), 'annotations.json');
  writeFileSync(path, content);
  return path;
}
const answering = (answer: unknown) => {
  const core = scriptedCore({ 'annotations.set': answer });
  return { core, parts: { openCore: async () => core } };
};
const annotate = (path: string, parts: object, ...more: string[]) =>
  cli(['annotate', 'lib', 'mk-1', '--file', path, ...more], parts);

describe('aigaq annotate', () => {
  test('hands the file to the core and answers with the mark', async () => {
    const { core, parts } = answering({ mark: MARK, annotations: GIVEN, outside: [] });
    const { code, json, err } = await annotate(file(JSON.stringify(GIVEN)), parts, '--json');
    expect({ code, json, err }).toEqual({ code: 0, json: { mark: MARK }, err: '' });
    expect(core.asked).toEqual([['annotations.set', { markId: 'mk-1', annotations: GIVEN }]]);
  });

  test('tells a person how many there are, what lies outside, and no hidden characters', async () => {
    const { parts } = answering({ mark: MARK, annotations: GIVEN, outside: ['a'] });
    const { out } = await annotate(file(`\uFEFF${JSON.stringify(GIVEN)}`), parts);
    expect(out).toBe('1 annotation on mk-1: Box \\u{202e}opened; outside the mark: a\n');
  });

  test.each([
    ['no JSON', '{"version":1,', 'invalid_input', 'is no JSON'],
    ['empty', '', 'invalid_input', 'is no JSON'],
    ['no UTF-8', new Uint8Array([0x22, 0xff, 0x22]), 'unreadable_file', 'no UTF-8'],
  ])('a file that is %s is refused with exit 1, named', async (_, content, code, message) => {
    const path = file(content);
    const { core, parts } = answering({});
    const outcome = await annotate(path, parts, '--json');
    expect(outcome).toMatchObject({ code: 1, json: { error: { code, details: { file: path } } } });
    expect(JSON.stringify(outcome.json)).toContain(message);
    expect(core.asked).toEqual([]);
  });

  test('a missing file and a folder are refused with exit 1', async () => {
    const { parts } = answering({});
    const folder = join(tempDir(), 'folder');
    mkdirSync(folder);
    for (const path of [join(folder, 'none.json'), folder]) {
      expect(await annotate(path, parts, '--json')).toMatchObject({
        code: 1,
        json: { error: { code: 'unreadable_file' } },
      });
    }
  });

  test.each([
    ['invalid_input', 1],
    ['not_found', 1],
    ['library_locked', 4],
  ] as const)('what the core refuses as %s exits %i with its sentence', async (code, exit) => {
    const error = new AppError(code, 'Shape “a” (box) is at frame 99.', { markId: 'mk-1' });
    const { parts } = answering(() => Promise.reject(error));
    const { code: exited, json } = await annotate(file(JSON.stringify(GIVEN)), parts, '--json');
    expect({ exited, json }).toEqual({
      exited: exit,
      json: { error: { code, message: error.message, details: error.details } },
    });
  });
});
