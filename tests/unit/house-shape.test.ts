import { expect, test } from 'vitest';
import { ONLY_STORE_WRITES, SQL_IN_REPOS } from '../support/effect-rules.ts';
import { testRules } from '../support/rule-cases.ts';
import {
  FILES_ARE_SMALL,
  NAMES_ARE_UNIQUE_KEBAB,
  NOTHING_IS_LEFT_OVER,
  PACKAGES_ARE_DECLARED,
  TOP_LEVEL_IS_FIXED,
} from '../support/shape-rules.ts';
import { readSource } from '../support/source-reader.ts';

const F = 'electron/core/features';
const TOP = Object.fromEntries(
  [
    'electron/a.ts',
    'renderer/b.ts',
    'shared/c.ts',
    'resources/d.json',
    'tests/e.ts',
    'electron.config.ts',
    'package.json',
  ]
    .concat(['tsconfig.json', 'README.md', 'LICENSE', 'package-lock.json'])
    .map((path) => [path, '']),
);
const big = 'export {};\n'.repeat(251);

testRules([
  [
    ONLY_STORE_WRITES,
    {
      keeps: {
        'electron/core/store/a.ts': "import { writeFile } from 'node:fs/promises';",
        'electron/core/media/b.ts': "import { open, readFile } from 'node:fs/promises'; await open(p, 'r');",
        'electron/hosts/open-workspace.ts': "import { mkdirSync } from 'node:fs';",
        'tests/c.ts': "import { writeFile } from 'node:fs/promises';",
      },
      breaks: [
        [{ 'electron/core/media/a.ts': "import { rm as gone } from 'node:fs/promises';" }, 'electron/core/media/a.ts'],
        [{ [`${F}/exhibits/a.ts`]: "import * as fs from 'node:fs'; fs.createWriteStream(p);" }, `${F}/exhibits/a.ts`],
        [
          { 'electron/core/media/a.ts': "import { open } from 'node:fs/promises'; open(p, 'wx');" },
          'electron/core/media/a.ts',
        ],
        [{ 'electron/hosts/cli/c.ts': "import { writeFile } from 'node:fs/promises';" }, 'electron/hosts/cli/c.ts'],
        [{ 'electron/core/media/a.ts': "import sharp from 'sharp'; sharp(p).toFile(q);" }, 'electron/core/media/a.ts'],
      ],
    },
  ],
  [
    SQL_IN_REPOS,
    {
      keeps: {
        [`${F}/marks/mark-repo.ts`]: 'db.prepare("select a from b where c = ?");',
        'renderer/a.ts': "const text = 'Select a library from the list'; const other = 'update the marks';",
      },
      breaks: [
        [{ [`${F}/marks/mark-service.ts`]: 'const q = `select a from b`;' }, `${F}/marks/mark-service.ts`],
        [{ 'electron/core/router.ts': "const q = 'INSERT INTO ledger VALUES (1)';" }, 'electron/core/router.ts'],
        [{ 'electron/core/a.ts': 'db.prepare(text);' }, 'electron/core/a.ts'],
      ],
    },
  ],
  [
    PACKAGES_ARE_DECLARED,
    {
      keeps: { 'package.json': '{"dependencies":{"zod":"1"}}', 'electron/a.ts': "import 'zod'; import 'node:fs';" },
      breaks: [
        [{ 'package.json': '{"devDependencies":{"zod":"1"}}', 'electron/a.ts': "import 'zod';" }, 'electron/a.ts'],
        [{ 'package.json': '{}', 'renderer/a.ts': "import '@scope/name/deep';" }, 'renderer/a.ts'],
      ],
    },
  ],
  [
    TOP_LEVEL_IS_FIXED,
    {
      keeps: { ...TOP, '.gitignore': '', 'node_modules/x': '' },
      breaks: [
        [{ ...TOP, 'docs/x.md': '' }, 'docs'],
        [Object.fromEntries(Object.entries(TOP).filter(([path]) => path !== 'LICENSE')), 'LICENSE'],
      ],
    },
  ],
  [
    NAMES_ARE_UNIQUE_KEBAB,
    {
      keeps: { 'shared/mark-list.ts': '', 'renderer/mark-list.tsx': '', 'renderer/mark-list.module.css': '' },
      breaks: [
        [{ 'shared/markList.ts': '' }, 'shared/markList.ts'],
        [{ 'shared/mark.ts': '', 'electron/mark.ts': '' }, 'electron/mark.ts'],
      ],
    },
  ],
  [
    FILES_ARE_SMALL,
    {
      keeps: { 'shared/a.ts': big.slice(11), 'tests/a.test.ts': big },
      breaks: [
        [{ 'shared/a.ts': big }, 'shared/a.ts'],
        [{ 'tests/a.test.ts': big + big }, 'tests/a.test.ts'],
      ],
    },
  ],
  [
    NOTHING_IS_LEFT_OVER,
    {
      keeps: { 'shared/a.ts': '// done' },
      breaks: [
        [{ 'shared/a.ts': `// ${'TO'}${'DO'} later` }, 'shared/a.ts'],
        [{ 'electron/a.ts': `// @ts-${'ignore'}` }, 'electron/a.ts'],
        [{ 'tests/a.test.ts': `test.${'skip'}('x', () => {});` }, 'tests/a.test.ts'],
      ],
    },
  ],
]);

test('reads every way of naming a module, with its line', () => {
  const text = [
    "import a, { type B, c as d } from './a.ts';",
    "import type { E } from './e.ts';",
    "export * from './f.ts';",
    "export type { G } from './g.ts';",
    "const h = () => import('./h.ts');",
    "let i: typeof import('./i.ts');",
    "import j = require('j');",
    "// import './comment.ts'",
    'const text = "import \'./string.ts\'";',
  ].join('\n');
  const { uses } = readSource('x.ts', text);
  expect(uses.map(({ specifier, way, line }) => [specifier, way, line])).toEqual([
    ['./a.ts', 'value', 1],
    ['./e.ts', 'type', 2],
    ['./f.ts', 'value', 3],
    ['./g.ts', 'type', 4],
    ['./h.ts', 'value', 5],
    ['./i.ts', 'type', 6],
    ['j', 'value', 7],
  ]);
  expect(uses[0]?.names).toEqual(['default', 'c']);
});

test('says which file does not parse', () => {
  expect(() => readSource('shared/broken.ts', 'const = ;')).toThrow('shared/broken.ts');
});
