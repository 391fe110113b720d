import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { flipFuses, getCurrentFuseWire } from '@electron/fuses';
import { type Options, packager } from '@electron/packager';
import { buildIfStale } from './built-output.ts';
import { unsupportedElectron } from './electron-support.ts';
import { fuses } from './fuses.ts';
import { ROOT, say } from './run-command.ts';

/** What of the repository the app is made of; packager adds the packages that it depends on. */
const PARTS = ['/package.json', '/LICENSE', '/out', '/resources', '/node_modules'];
/** Node itself, for machines without; Electron brings its own. */
const NOT_PACKED = /^\/node_modules\/(node-(linux|win)-|\.)|^\/resources\/setup|\.map$/;
/** Libraries that the system loads, and programs that it starts, cannot be in an archive. */
const UNPACKED = '{**/*.{node,dll,dylib},**/*.so*,**/ffmpeg-static/**}';

const isPart = (path: string) => path === '' || PARTS.some((part) => path === part || path.startsWith(`${part}/`));

/** Options of @electron/packager for this machine's system, or another one's. */
export function packageOptions(version: string, more: Partial<Options> = {}): Options {
  return {
    dir: ROOT,
    name: 'Aigaq',
    executableName: 'aigaq',
    appBundleId: 'org.aigaq.workstation',
    electronVersion: version,
    out: join(ROOT, 'dist'),
    overwrite: true,
    asar: { unpack: UNPACKED },
    ignore: (path: string) => !isPart(path) || NOT_PACKED.test(path),
    ...more,
  };
}

/** The program whose fuses are blown, inside a folder that packager made. */
export function programIn(folder: string, platform: string): string {
  if (platform === 'darwin') return join(folder, 'Aigaq.app');
  return join(folder, platform === 'win32' ? 'aigaq.exe' : 'aigaq');
}

/** Makes the app's folder, blows its fuses and reads them back. @returns the folder */
export async function packageApp(options: Options, inspectable = false): Promise<string> {
  const [folder] = await packager(options);
  if (folder === undefined) throw new Error('nothing was packaged');
  const program = programIn(folder, String(options.platform ?? process.platform));
  const wanted = fuses(inspectable);
  await flipFuses(program, wanted);
  const wire = await getCurrentFuseWire(program);
  for (const [fuse, state] of Object.entries(wanted).filter(([key]) => /^\d+$/.test(key))) {
    const found = String.fromCharCode(Number(Reflect.get(wire, fuse)));
    if (found !== (state ? '1' : '0')) throw new Error(`fuse ${fuse} of ${program} is ${found} after packaging`);
  }
  return folder;
}

/** Version of Electron that the lockfile names. */
export function lockedElectron(): string {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  return lock.packages['node_modules/electron'].version;
}

async function run(): Promise<number> {
  const version = lockedElectron();
  const problem = unsupportedElectron(version, new Date());
  if (problem !== null) {
    say(problem);
    return 1;
  }
  const built = await buildIfStale();
  if (built !== 0) return built;
  const folder = await packageApp(packageOptions(version), process.argv.includes('--inspectable'));
  say(`Aigaq is packaged in ${folder}`);
  return 0;
}

if (import.meta.main) process.exitCode = await run();
