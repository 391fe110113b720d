import type { ResolvedUse, SourceFile, SourceTree } from './source-tree.ts';

/** Something that breaks the house's rules, in a form that a person can act on. */
export interface Breach {
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export interface Rule {
  readonly name: string;
  /** Why the rule is there, in one sentence. */
  readonly why: string;
  check(tree: SourceTree): Breach[];
}

type Verdict = string | null;

/** A rule that looks at one import at a time. The verdict says what is wrong, or null. */
export function importRule(name: string, why: string, judge: (use: ResolvedUse, file: SourceFile) => Verdict): Rule {
  const check = (tree: SourceTree) =>
    tree.files.flatMap((file) =>
      file.uses.flatMap((use) => {
        const message = judge(use, file);
        return message === null ? [] : [{ rule: name, file: file.path, line: use.line, message }];
      }),
    );
  return { name, why, check };
}

const within = (path: string | null, ...places: readonly string[]): boolean =>
  path !== null && places.some((place) => (place.endsWith('/') ? path.startsWith(place) : path === place));

/** A module that only some files below `scope` may use. Tests may use anything. */
function onlyIn(name: string, places: readonly string[], why: string, scope: readonly string[] = ['']): Rule {
  return importRule(`${name} only in ${places.join(', ')}`, why, (use, file) => {
    const asked = scope.some((folder) => file.path.startsWith(folder)) && !file.path.startsWith('tests/');
    if (!asked || use.module?.replace(/^node:/, '') !== name) return null;
    return within(file.path, ...places) ? null : `imports ${use.module}`;
  });
}

export const ONLY_PLACES: readonly Rule[] = [
  onlyIn(
    'electron',
    ['electron/desktop.ts', 'electron/preload.ts', 'electron/hosts/desktop/'],
    'the core and the other hosts run without Electron',
  ),
  onlyIn('better-sqlite3', ['electron/core/db/'], 'one place opens, locks and migrates the database'),
  onlyIn(
    'better-sqlite3-multiple-ciphers',
    ['electron/core/db/connect.ts'],
    'which of the two SQLites opens a library is decided in one place',
  ),
  onlyIn('@napi-rs/canvas', ['electron/core/media/picture-canvas.ts'], 'native code draws in one place'),
  onlyIn('hash-wasm', ['electron/core/seal/passphrase-worker.ts'], 'a passphrase becomes a key in one place'),
  onlyIn(
    'fluent-ffmpeg',
    ['electron/core/media/ffmpeg.ts'],
    'it is archived upstream; replacing it is a change of one file',
  ),
  onlyIn(
    'child_process',
    ['electron/core/media/launch.ts'],
    'programs start without shell and environment in one place',
    ['electron/', 'shared/', 'renderer/'],
  ),
];

export const SHARED_IS_PURE = importRule(
  'shared imports shared and zod only',
  'it runs in Node, in a sandboxed page and in a worker alike',
  (use, file) => {
    if (!file.path.startsWith('shared/')) return null;
    const fine = use.file !== null ? use.file.startsWith('shared/') : use.module === 'zod';
    return fine ? null : `imports ${use.specifier}`;
  },
);

/** Platform rooms, and what lies beside them in core/ for everybody. */
export const PLATFORM = ['db', 'store', 'media', 'jobs', 'seal'].map((room) => `electron/core/${room}/`);
const CORE_BASE = ['ids', 'log', 'progress', 'worker-location'].map((name) => `electron/core/${name}.ts`);

export const PLATFORM_STANDS_ALONE = importRule(
  'platform rooms import shared, each other and the base of core',
  'the platform knows nothing of the features that stand on it',
  (use, file) => {
    if (!within(file.path, ...PLATFORM) || use.file === null) return null;
    return within(use.file, 'shared/', ...PLATFORM, ...CORE_BASE) ? null : `imports ${use.file}`;
  },
);

/** Who may ask whom inside the core, feature by feature. Only services are asked. */
export type FeatureEdges = Readonly<Record<string, readonly string[]>>;

const FEATURES = 'electron/core/features/';
const featureOf = (path: string): string => path.slice(FEATURES.length).split('/', 1)[0] ?? '';

export function featureRule(edges: FeatureEdges): Rule {
  return importRule(
    'core features import shared, platform, themselves and listed services',
    'a change of one noun stays in its folder',
    (use, file) => {
      if (!file.path.startsWith(FEATURES) || use.file === null) return null;
      if (within(use.file, 'shared/', ...PLATFORM, ...CORE_BASE, 'electron/core/handlers.ts')) return null;
      if (!use.file.startsWith(FEATURES)) return `imports ${use.file}`;
      const [from, to] = [featureOf(file.path), featureOf(use.file)];
      if (from === to) return null;
      if (!use.file.endsWith('-service.ts')) return `imports ${use.file}, which is no service`;
      return edges[from]?.includes(to) ? null : `asks ${to}, an edge that is not listed`;
    },
  );
}

/** What hosts see of the core. */
const CORE_FACE = ['app', 'workspace', 'log', 'progress'].map((name) => `electron/core/${name}.ts`);

export const HOSTS_SEE_ONE_FACE = importRule(
  'hosts see only the face of the core: app, workspace, log, progress',
  'the core can move to another process without a change in a host',
  (use, file) => {
    const host = file.path.startsWith('electron/') && !file.path.startsWith('electron/core/');
    if (!host || !within(use.file, 'electron/core/')) return null;
    return within(use.file, ...CORE_FACE) ? null : `imports ${use.file}`;
  },
);

export const CORE_KNOWS_NO_HOST = importRule(
  'the core imports no host, no page and no test',
  'the same core runs behind every host',
  (use, file) => {
    if (!file.path.startsWith('electron/core/') || use.file === null) return null;
    return within(use.file, 'shared/', 'electron/core/') ? null : `imports ${use.file}`;
  },
);

/** Inside the page: from which folders each folder may import. */
const RENDERER_FLOW: readonly (readonly [from: string, to: readonly string[]])[] = [
  ['renderer/lib/', ['renderer/lib/', 'shared/']],
  ['renderer/host/', ['renderer/host/', 'renderer/lib/', 'shared/']],
  ['renderer/ui/', ['renderer/ui/', 'renderer/lib/', 'renderer/host/', 'renderer/app/i18n/', 'shared/']],
];
const FEATURE_FLOW = ['renderer/host/', 'renderer/ui/', 'renderer/lib/', 'renderer/app/', 'shared/'];

export const RENDERER_FLOWS_DOWN = importRule(
  'renderer folders import downwards, and features not each other',
  'a screen can be changed or thrown away alone',
  (use, file) => {
    if (!file.path.startsWith('renderer/') || use.file === null) return null;
    if (within(use.file, 'resources/')) return null;
    if (!within(use.file, 'renderer/', 'shared/')) return `imports ${use.file}`;
    const feature = /^renderer\/features\/[^/]+\//.exec(file.path)?.[0];
    const allowed = feature
      ? [feature, ...FEATURE_FLOW]
      : RENDERER_FLOW.find(([from]) => file.path.startsWith(from))?.[1];
    return allowed && !within(use.file, ...allowed) ? `imports ${use.file}` : null;
  },
);

export const RENDERER_HAS_NO_NODE = importRule(
  'the renderer uses nothing of Node',
  'the page is sandboxed and runs in a plain browser too',
  (use, file) =>
    file.path.startsWith('renderer/') && use.module?.startsWith('node:') ? `imports ${use.module}` : null,
);

export const PRODUCT_KNOWS_NO_TESTS = importRule(
  'the product imports no tests',
  'what ships does not depend on what checks it',
  (use, file) => (!file.path.startsWith('tests/') && within(use.file, 'tests/') ? `imports ${use.file}` : null),
);

/** Every relative import names an existing file with its extension, and every dynamic one can be read. */
export const IMPORTS_RESOLVE: Rule = {
  name: 'imports name existing files with their extension',
  why: 'Node runs the sources as they are, and this test must see every edge',
  check: (tree) =>
    tree.files.flatMap((file) => [
      ...file.uses
        .filter((use) => use.file !== null && !(tree.exists(use.file) && /\.\w+$/.test(use.file)))
        .map((use) => ({
          rule: IMPORTS_RESOLVE.name,
          file: file.path,
          line: use.line,
          message: `${use.specifier} leads nowhere`,
        })),
      ...(file.path.startsWith('tests/') || file.path.startsWith('resources/') ? [] : file.unreadable).map((line) => ({
        rule: IMPORTS_RESOLVE.name,
        file: file.path,
        line,
        message: 'imports something that only the run time knows',
      })),
    ]),
};
