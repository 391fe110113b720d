import { expect, test } from 'vitest';
import { FILES_HAVE_NO_CYCLE, findCycle, PLATFORM_HAS_NO_CYCLE } from '../support/cycle-rules.ts';
import {
  CORE_KNOWS_NO_HOST,
  featureRule,
  HOSTS_SEE_ONE_FACE,
  IMPORTS_RESOLVE,
  ONLY_PLACES,
  PLATFORM_STANDS_ALONE,
  PRODUCT_KNOWS_NO_TESTS,
  RENDERER_FLOWS_DOWN,
  RENDERER_HAS_NO_NODE,
  type Rule,
  SHARED_IS_PURE,
} from '../support/import-rules.ts';
import { testRules } from '../support/rule-cases.ts';

const SEALED = ['electron', 'better-sqlite3', 'fluent-ffmpeg', 'child_process'] as const;
const [ELECTRON, SQLITE, FLUENT, PROCESS] = SEALED.map((name) => {
  const rule = ONLY_PLACES.find((found) => found.name.startsWith(`${name} only`));
  if (!rule) throw new Error(`no rule for ${name}`);
  return rule;
}) as [Rule, Rule, Rule, Rule];
const FEATURES = featureRule({ marks: ['evidence'], evidence: [] });
const F = 'electron/core/features';

testRules([
  [
    SHARED_IS_PURE,
    {
      keeps: { 'shared/a.ts': "import * as z from 'zod'; import './b.ts';", 'shared/b.ts': '' },
      breaks: [
        [{ 'shared/a.ts': "import fs from 'node:fs';" }, 'shared/a.ts'],
        [{ 'shared/a.ts': "import type { X } from '../electron/x.ts';" }, 'shared/a.ts'],
        [{ 'shared/a.ts': "type T = import('react').FC;" }, 'shared/a.ts'],
      ],
    },
  ],
  [
    ELECTRON,
    {
      keeps: {
        'electron/desktop.ts': "import 'electron';",
        'electron/hosts/desktop/w.ts': "import { app } from 'electron';",
      },
      breaks: [
        [{ 'electron/core/a.ts': "import type { App } from 'electron';" }, 'electron/core/a.ts'],
        [{ 'electron/hosts/cli/a.ts': "const e = await import('electron/main');" }, 'electron/hosts/cli/a.ts'],
        [{ 'renderer/a.ts': "export { x } from 'electron';" }, 'renderer/a.ts'],
      ],
    },
  ],
  [
    SQLITE,
    {
      keeps: { 'electron/core/db/open.ts': "import Database from 'better-sqlite3';" },
      breaks: [[{ 'electron/core/jobs/a.ts': "import type D from 'better-sqlite3';" }, 'electron/core/jobs/a.ts']],
    },
  ],
  [
    FLUENT,
    {
      keeps: { 'electron/core/media/ffmpeg.ts': "import f from 'fluent-ffmpeg';" },
      breaks: [[{ 'electron/core/media/clips.ts': "import f from 'fluent-ffmpeg';" }, 'electron/core/media/clips.ts']],
    },
  ],
  [
    PROCESS,
    {
      keeps: {
        'electron/core/media/launch.ts': "import { spawn } from 'node:child_process';",
        'tests/a.ts': "import { spawn } from 'node:child_process';",
      },
      breaks: [
        [
          { 'electron/core/media/probe.ts': "import { spawn } from 'node:child_process';" },
          'electron/core/media/probe.ts',
        ],
        [{ 'electron/hosts/cli/a.ts': "const { exec } = require('child_process');" }, 'electron/hosts/cli/a.ts'],
      ],
    },
  ],
  [
    PLATFORM_STANDS_ALONE,
    {
      keeps: { 'electron/core/store/a.ts': "import '../../../shared/a.ts'; import '../db/b.ts'; import '../log.ts';" },
      breaks: [
        [{ 'electron/core/store/a.ts': "import '../features/marks/mark-service.ts';" }, 'electron/core/store/a.ts'],
        [{ 'electron/core/db/a.ts': "import '../router.ts';" }, 'electron/core/db/a.ts'],
      ],
    },
  ],
  [
    PLATFORM_HAS_NO_CYCLE,
    {
      keeps: { 'electron/core/media/a.ts': "import '../store/b.ts';", 'electron/core/store/b.ts': '' },
      breaks: [
        [
          {
            'electron/core/media/a.ts': "import '../store/b.ts';",
            'electron/core/store/c.ts': "import type { X } from '../media/d.ts';",
          },
          'electron/core/media',
        ],
      ],
    },
  ],
  [
    FILES_HAVE_NO_CYCLE,
    {
      keeps: { 'shared/a.ts': "import './b.ts';", 'shared/b.ts': "import type { A } from './a.ts';" },
      breaks: [
        [
          {
            'shared/a.ts': "import './b.ts';",
            'shared/b.ts': "export * from './c.ts';",
            'shared/c.ts': "import './a.ts';",
          },
          'shared/a.ts',
        ],
      ],
    },
  ],
  [
    FEATURES,
    {
      keeps: {
        [`${F}/marks/m.ts`]:
          "import '../evidence/evidence-service.ts'; import '../../db/x.ts'; import './n.ts'; import '../../handlers.ts';",
      },
      breaks: [
        [{ [`${F}/evidence/e.ts`]: "import '../marks/mark-service.ts';" }, `${F}/evidence/e.ts`],
        [{ [`${F}/marks/m.ts`]: "import '../evidence/evidence-repo.ts';" }, `${F}/marks/m.ts`],
        [{ [`${F}/marks/m.ts`]: "import '../../router.ts';" }, `${F}/marks/m.ts`],
        [{ [`${F}/unlisted/m.ts`]: "import '../marks/mark-service.ts';" }, `${F}/unlisted/m.ts`],
      ],
    },
  ],
  [
    HOSTS_SEE_ONE_FACE,
    {
      keeps: {
        'electron/hosts/cli/a.ts': "import '../../core/app.ts';",
        'electron/cli.ts': "import './hosts/cli/a.ts';",
      },
      breaks: [
        [{ 'electron/hosts/cli/a.ts': "import '../../core/store/store.ts';" }, 'electron/hosts/cli/a.ts'],
        [{ 'electron/cli.ts': "import './core/router.ts';" }, 'electron/cli.ts'],
      ],
    },
  ],
  [
    CORE_KNOWS_NO_HOST,
    {
      keeps: { 'electron/core/a.ts': "import './b.ts'; import '../../shared/c.ts';" },
      breaks: [
        [{ 'electron/core/a.ts': "import '../hosts/cli/x.ts';" }, 'electron/core/a.ts'],
        [{ 'electron/core/a.ts': "import '../../renderer/x.ts';" }, 'electron/core/a.ts'],
      ],
    },
  ],
  [
    RENDERER_FLOWS_DOWN,
    {
      keeps: {
        'renderer/features/review/a.tsx':
          "import '../../ui/b.tsx'; import '../../app/c.ts'; import '../../../shared/d.ts';",
        'renderer/app/c.ts': "import '../features/review/a.tsx';",
      },
      breaks: [
        [{ 'renderer/features/review/a.tsx': "import '../library/b.tsx';" }, 'renderer/features/review/a.tsx'],
        [{ 'renderer/host/a.ts': "import '../../electron/core/app.ts';" }, 'renderer/host/a.ts'],
        [{ 'renderer/lib/a.ts': "import '../ui/b.tsx';" }, 'renderer/lib/a.ts'],
        [{ 'renderer/ui/a.tsx': "import '../features/review/b.tsx';" }, 'renderer/ui/a.tsx'],
      ],
    },
  ],
  [
    RENDERER_HAS_NO_NODE,
    {
      keeps: { 'renderer/a.ts': "import 'react';" },
      breaks: [[{ 'renderer/a.ts': "import 'node:path';" }, 'renderer/a.ts']],
    },
  ],
  [
    PRODUCT_KNOWS_NO_TESTS,
    {
      keeps: { 'tests/a.ts': "import './b.ts';" },
      breaks: [[{ 'electron/a.ts': "import '../tests/b.ts';" }, 'electron/a.ts']],
    },
  ],
  [
    IMPORTS_RESOLVE,
    {
      keeps: { 'shared/a.ts': "import './b.ts'; new Worker(new URL('./b.ts', import.meta.url));", 'shared/b.ts': '' },
      breaks: [
        [{ 'shared/a.ts': "import './b';", 'shared/b.ts': '' }, 'shared/a.ts'],
        [{ 'shared/a.ts': "import './gone.ts';" }, 'shared/a.ts'],
        [{ 'electron/a.ts': 'await import(name);' }, 'electron/a.ts'],
        [{ 'electron/a.ts': "new Worker(new URL('./gone.ts', import.meta.url));" }, 'electron/a.ts'],
      ],
    },
  ],
]);

test('finds a cycle with its way, and none where there is none', () => {
  const edges = (pairs: Record<string, string[]>) =>
    new Map(Object.entries(pairs).map(([from, to]) => [from, new Set(to)]));
  expect(findCycle(edges({ a: ['b', 'c'], b: ['d'], c: ['d'] }))).toBeNull();
  expect(findCycle(edges({ a: ['b'], b: ['c'], c: ['b'] }))).toEqual(['b', 'c', 'b']);
});
