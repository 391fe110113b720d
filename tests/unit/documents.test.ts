import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { initial } from '../../electron/core/db/migrations/0010-initial.ts';
import { entryHash } from '../../electron/core/features/custody/ledger-entry.ts';
import { api } from '../../shared/api.ts';
import type { LedgerEntry } from '../../shared/custody.ts';
import { readSourceTree } from '../support/source-tree.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const DOCUMENTS = [
  'README.md',
  ...readdirSync(join(root, 'resources/docs')).map((name) => `resources/docs/${name}`),
].filter((path) => path.endsWith('.md'));
const dataFormat = read('resources/docs/data-format.md');

test('the example of a ledger entry has the hash that it states', () => {
  const text = /```json ledger-example\n([\s\S]+?)\n```/.exec(dataFormat)?.[1] ?? '';
  const { hash, ...entry } = JSON.parse(text) as LedgerEntry;
  expect(entryHash(entry)).toBe(hash);
  expect(entryHash({ ...entry, operator: 'somebody else' })).not.toBe(hash);
});

test('the commands beside it give the same hash', () => {
  const text = /```json ledger-example\n([\s\S]+?)\n```/.exec(dataFormat)?.[1] ?? '';
  const [, program = ''] = /^python3 -c '(.+)' < entry\.json$/m.exec(dataFormat) ?? [];
  expect(program).toContain('hashlib');
  const python = hasPython();
  if (python)
    expect(execFileSync('python3', ['-c', program], { input: text }).toString().trim()).toBe(JSON.parse(text).hash);
  else process.stdout.write('documents.test.ts: no python3 here, so its command was only read, not run\n');
});

function hasPython(): boolean {
  try {
    execFileSync('python3', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

test('every action that the core records is described', () => {
  const actions = readSourceTree(root)
    .files.filter(({ path }) => path.startsWith('electron/core/'))
    .flatMap(({ texts }) => texts.map(({ text }) => text))
    .filter((text) =>
      /^(library|evidence|place|mark|exhibits|bundle)\.(created|operator|verified|imported|examined|details|set|updated|removed|restored|arranged|exported)$/.test(
        text,
      ),
    );
  expect(actions.length).toBeGreaterThan(5);
  const undescribed = [...new Set(actions)].filter(
    (action) => !(action in api) && !dataFormat.includes(`\`${action}\``),
  );
  expect(undescribed).toEqual([]);
});

test('every table is described', () => {
  for (const [, table] of initial.sql.matchAll(/create (?:virtual )?table (\w+)/g))
    expect(dataFormat).toContain(`| \`${table}\` |`);
});

test.each(DOCUMENTS)('%s links to files that exist', (document) => {
  const links = [...read(document).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link]) => link ?? '');
  for (const link of links) expect(existsSync(join(root, dirname(document), link)), link).toBe(true);
});

test.each(DOCUMENTS)('%s names scripts and paths that exist', (document) => {
  const text = read(document);
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  for (const [, script = ''] of text.matchAll(/npm run ([a-z:]+)/g)) expect(Object.keys(scripts)).toContain(script);
  for (const [, path = ''] of text.matchAll(/`((?:shared|electron|renderer|resources|tests)\/[\w./-]+)`/g)) {
    expect(existsSync(join(root, path)), path).toBe(true);
  }
});
