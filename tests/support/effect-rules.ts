import type { Breach, Rule } from './import-rules.ts';
import type { SourceFile, SourceTree } from './source-tree.ts';

/** Functions of node:fs that change something on a disk. `open` is judged by its flags. */
const WRITERS =
  /^(writeFile|appendFile|mkdir|mkdtemp|rm|rmdir|unlink|rename|copyFile|cp|link|symlink|truncate|ftruncate|chmod|fchmod|lchmod|chown|fchown|lchown|utimes|futimes|lutimes|write|writev|createWriteStream)(Sync)?$/;
const FS_MODULES = new Set(['fs', 'fs/promises', 'node:fs', 'node:fs/promises']);

/** Folders and files of the program that may write files, each with the reason. */
export const WRITING_ROOMS: Readonly<Record<string, string>> = {
  'electron/core/store/': 'it owns the folder of the library',
  'electron/core/db/': 'it owns the database file and its lock',
  'electron/core/sample/': 'it fills a temporary folder before anything is imported',
  'electron/hosts/desktop/window-state.ts':
    'place and size of the window, at the last moment; its loss costs nobody anything',
  'electron/hosts/desktop/window-profile.ts': 'it makes the folder of the window before the core is there',
  'electron/hosts/open-workspace.ts': 'it makes the folder of the settings before the core is there',
};

function writesOf(file: SourceFile): { what: string; line: number }[] {
  const fromFs = file.uses.filter((use) => use.way === 'value' && use.module !== null && FS_MODULES.has(use.module));
  const named = fromFs.flatMap((use) =>
    use.names.filter((name) => WRITERS.test(name)).map((what) => ({ what, line: use.line })),
  );
  // A whole namespace hides what is used of it, so its calls are judged by their names.
  const whole = fromFs.some((use) => use.names.some((name) => name === '*' || name === 'default'));
  const calls = file.calls.filter(
    (call) =>
      (call.member && call.name === 'toFile') ||
      (whole && call.member && WRITERS.test(call.name)) ||
      (fromFs.length > 0 && /^open(Sync)?$/.test(call.name) && /[wax+]/.test(call.texts[1] ?? '')),
  );
  return [...named, ...calls.map(({ name, line }) => ({ what: name, line }))];
}

export const ONLY_STORE_WRITES: Rule = {
  name: 'only the store writes files',
  why: 'durability and read-only originals are kept in one place',
  check: (tree: SourceTree) =>
    tree.files
      .filter(
        ({ path }) => path.startsWith('electron/') && !Object.keys(WRITING_ROOMS).some((room) => path.startsWith(room)),
      )
      .flatMap((file) =>
        writesOf(file).map(
          ({ what, line }): Breach => ({
            rule: ONLY_STORE_WRITES.name,
            file: file.path,
            line,
            message: `uses ${what}`,
          }),
        ),
      ),
};

/** Starts of SQL statements as they are written here, all in one case, so that English sentences do not match. */
const SQL = [
  /^\s*select\s[\s\S]+\sfrom\s/,
  /^\s*(insert\s+(or\s+\w+\s+)?into|replace\s+into|delete\s+from|update\s+\w+\s+set|pragma\s+\w+)\b/,
  /^\s*(create|drop|alter)\s+(table|index|view|trigger|virtual\s+table)\b/,
];
const looksLikeSql = (text: string): boolean => {
  const oneCase = text === text.toUpperCase() ? text.toLowerCase() : text;
  return SQL.some(
    (statement) =>
      statement.test(oneCase) || statement.test(text.replace(/\b[A-Z]{2,}\b/g, (word) => word.toLowerCase())),
  );
};
const sqlMayBeIn = (path: string): boolean => path.startsWith('electron/core/db/') || path.endsWith('-repo.ts');

export const SQL_IN_REPOS: Rule = {
  name: 'SQL only in *-repo.ts and core/db',
  why: 'all statements of a noun are read on one page',
  check: (tree: SourceTree) =>
    tree.files
      .filter(({ path }) => !path.startsWith('tests/') && !sqlMayBeIn(path))
      .flatMap((file) =>
        [
          ...file.texts
            .filter(({ text }) => looksLikeSql(text))
            .map(({ line }) => ({ line, message: 'holds a statement' })),
          ...file.calls
            .filter(
              ({ name, member }) =>
                member && (name === 'prepare' || name === 'pragma') && file.path.startsWith('electron/'),
            )
            .map(({ line, name }) => ({ line, message: `calls ${name}` })),
        ].map((found): Breach => ({ rule: SQL_IN_REPOS.name, file: file.path, ...found })),
      ),
};
