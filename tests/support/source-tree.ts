import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { type ModuleUse, type ReadSource, readSource } from './source-reader.ts';

/** A use of another module with what it leads to. */
export interface ResolvedUse extends ModuleUse {
  /** Path inside the repository, or null when it is a package or a part of Node. */
  readonly file: string | null;
  /** `zod`, `@scope/name`, `node:fs`; null when it is a file. */
  readonly module: string | null;
}

export interface SourceFile extends Omit<ReadSource, 'uses'> {
  /** Path inside the repository with `/`. */
  readonly path: string;
  readonly text: string;
  readonly uses: readonly ResolvedUse[];
}

export interface SourceTree {
  readonly root: string;
  readonly files: readonly SourceFile[];
  /** Every file of the rooms, also those that are not TypeScript. */
  readonly names: readonly string[];
  readonly topLevel: readonly string[];
  exists(path: string): boolean;
}

/** Rooms that hold code. resources/ holds code only in its set-up script. */
const CODE_ROOMS = ['shared', 'electron', 'renderer', 'tests', 'resources/setup'];

function listFiles(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .split(sep)
        .join('/'),
    )
    .sort();
}

function resolveUse(from: string, use: ModuleUse): ResolvedUse {
  const specifier = use.specifier.split('?', 1)[0] ?? '';
  if (specifier.startsWith('.')) {
    return {
      ...use,
      file: normalize(join(dirname(from), specifier))
        .split(sep)
        .join('/'),
      module: null,
    };
  }
  const parts = specifier.split('/');
  const name = specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0];
  return { ...use, file: null, module: specifier.startsWith('node:') ? specifier : (name ?? specifier) };
}

/** Reads every source file below `root`. */
export function readSourceTree(root: string): SourceTree {
  const names = CODE_ROOMS.flatMap((room) => listFiles(root, room));
  const files = names
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
    .map((path): SourceFile => {
      const text = readFileSync(join(root, path), 'utf8');
      const read = readSource(path, text);
      return { ...read, path, text, uses: read.uses.map((use) => resolveUse(path, use)) };
    });
  return { root, files, names, topLevel: readdirSync(root), exists: (path) => existsSync(join(root, path)) };
}

/** The room a file belongs to: `electron/core/store`, `renderer/features/review`, `shared`, … */
export function roomOf(path: string): string {
  const parts = path.split('/');
  const depth = /^(electron\/core\/features|renderer\/features|electron\/core|electron\/hosts)\//.exec(path)?.[1];
  const folders = depth ? depth.split('/').length + 1 : parts[0] === 'renderer' ? 2 : 1;
  return parts.slice(0, Math.min(folders, parts.length - 1)).join('/');
}
