import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Breach, Rule } from './import-rules.ts';
import type { SourceTree } from './source-tree.ts';

/** The top level as the user fixed it, and beside it only what every repository has. */
const TOP_LEVEL = new Set([
  ...['electron', 'renderer', 'shared', 'resources', 'tests'],
  ...['electron.config.ts', 'package.json', 'tsconfig.json', 'README.md'],
  ...['LICENSE', 'package-lock.json'],
]);
/** Made by tools and ignored by git. */
const MADE = new Set(['node_modules', 'out', 'dist', 'test-results', 'playwright-report', 'coverage']);

export const TOP_LEVEL_IS_FIXED: Rule = {
  name: 'the top level is fixed',
  why: 'a newcomer sees the whole house at once',
  check: (tree: SourceTree) => {
    const extra = tree.topLevel.filter((name) => !TOP_LEVEL.has(name) && !MADE.has(name) && !name.startsWith('.'));
    const missing = [...TOP_LEVEL].filter((name) => !tree.topLevel.includes(name));
    const breach = (file: string, message: string): Breach => ({
      rule: TOP_LEVEL_IS_FIXED.name,
      file,
      line: 0,
      message,
    });
    return [
      ...extra.map((name) => breach(name, 'does not belong here')),
      ...missing.map((name) => breach(name, 'is missing')),
    ];
  },
};

const CODE = /\.(ts|tsx|css|mjs|cjs)$/;
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|spec|bench|module|config|d))*\.(ts|tsx|css|mjs|cjs)$/;

export const NAMES_ARE_UNIQUE_KEBAB: Rule = {
  name: 'file names are kebab-case and unique',
  why: 'a name alone finds the file',
  check: (tree: SourceTree) => {
    const seen = new Map<string, string>();
    const breaches: Breach[] = [];
    const report = (file: string, message: string) =>
      breaches.push({ rule: NAMES_ARE_UNIQUE_KEBAB.name, file, line: 0, message });
    for (const path of tree.names.filter((name) => CODE.test(name))) {
      const name = path.split('/').at(-1) ?? '';
      if (!KEBAB.test(name)) report(path, 'is not kebab-case');
      const first = seen.get(name);
      if (first !== undefined) report(path, `has the name of ${first}`);
      seen.set(name, path);
    }
    return breaches;
  },
};

/** Lines of a source file above which it does too much; tests may be longer, because their cases are read one by one. */
export const MOST_LINES = 250;
export const MOST_TEST_LINES = 400;
const mostLines = (path: string): number => (path.startsWith('tests/') ? MOST_TEST_LINES : MOST_LINES);

export const FILES_ARE_SMALL: Rule = {
  name: `files have at most ${MOST_LINES} lines, tests ${MOST_TEST_LINES}`,
  why: 'a file is read in one sitting',
  check: (tree: SourceTree) =>
    tree.files
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
      .filter(({ path, lines }) => lines > mostLines(path))
      .map(
        ({ path, lines }): Breach => ({
          rule: FILES_ARE_SMALL.name,
          file: path,
          line: lines,
          message: `has ${lines} lines`,
        }),
      ),
};

/** Written apart, so that this file does not find itself. */
const LEFT_OVERS: readonly (readonly [pattern: RegExp, where: (path: string) => boolean])[] = [
  [new RegExp(`\\b(${['TO', 'DO'].join('')}|${['FIX', 'ME'].join('')})\\b`), () => true],
  [new RegExp(`@ts-${'(ignore|expect-error|nocheck)'}`), (path) => !path.startsWith('tests/')],
  [new RegExp(`biome-${'ignore'}`), () => true],
  [/\b(test|it|describe)\.(skip|only|todo|fixme)\(/, (path) => !path.startsWith('tests/e2e/')],
];

export const NOTHING_IS_LEFT_OVER: Rule = {
  name: 'nothing is left over',
  why: 'an unfinished or silenced place is finished before it is committed',
  check: (tree: SourceTree) =>
    tree.files.flatMap(({ path, text }) =>
      text.split('\n').flatMap((content, i) =>
        LEFT_OVERS.filter(([pattern, where]) => where(path) && pattern.test(content)).map(
          (): Breach => ({
            rule: NOTHING_IS_LEFT_OVER.name,
            file: path,
            line: i + 1,
            message: content.trim().slice(0, 100),
          }),
        ),
      ),
    ),
};

interface PackageFile {
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
}

/** What the main process loads at run time must be installed with the app; Electron itself is the run time. */
export const PACKAGES_ARE_DECLARED: Rule = {
  name: 'packages are declared where they are needed',
  why: 'an installed app must find every package it loads, and no package comes by accident',
  check: (tree: SourceTree) => {
    if (!tree.exists('package.json')) return [];
    const declared: PackageFile = JSON.parse(readFileSync(join(tree.root, 'package.json'), 'utf8'));
    const runtime = new Set([
      ...Object.keys(declared.dependencies ?? {}),
      ...Object.keys(declared.optionalDependencies ?? {}),
      'electron',
    ]);
    const all = new Set([...runtime, ...Object.keys(declared.devDependencies ?? {})]);
    return tree.files.flatMap(({ path, uses }) =>
      uses
        .filter(({ module }) => module !== null && !module.startsWith('node:'))
        .filter(({ module, way }) => {
          const needed = path.startsWith('electron/') && way === 'value' ? runtime : all;
          return !needed.has(module ?? '') && !(way === 'type' && all.has(`@types/${module}`));
        })
        .map(
          ({ module, line }): Breach => ({
            rule: PACKAGES_ARE_DECLARED.name,
            file: path,
            line,
            message: `${module} is not declared`,
          }),
        ),
    );
  },
};
