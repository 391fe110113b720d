import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runTool, say } from './run-command.ts';

const SOURCES = [
  'electron',
  'renderer',
  'shared',
  'resources',
  'electron.config.ts',
  'package.json',
  'package-lock.json',
];
const OUTPUTS = [
  'out/main/desktop.js',
  'out/main/loopback.js',
  'out/main/cli.js',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
];

/** Newest change below a file or folder, in milliseconds; folders count, because removing a file changes them. */
export function newestChange(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestChange(join(path, name))), stat.mtimeMs);
}

/** True when out/ is missing, incomplete, or older than anything it is made of. */
export function isStale(root: string = ROOT): boolean {
  const outputs = OUTPUTS.map((path) => join(root, path));
  if (!outputs.every(existsSync)) return true;
  const built = Math.min(...outputs.map((path) => statSync(path).mtimeMs));
  return SOURCES.map((path) => join(root, path)).some((path) => existsSync(path) && newestChange(path) > built);
}

export const build = (): Promise<number> =>
  runTool('electron-vite/bin/electron-vite.js', ['build', '--config', 'electron.config.ts']);

/** Builds where that is due. @returns exit code of the build, 0 when there was nothing to do */
export async function buildIfStale(): Promise<number> {
  if (!isStale()) return 0;
  say('Building Aigaq …');
  return build();
}
