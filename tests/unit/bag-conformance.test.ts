import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { validateBag } from '../../electron/core/features/exhibits/bag/bag-validator.ts';
import { unwatched } from '../../electron/core/progress.ts';
import { BAG_CASES, type BagLabel, writeBag } from '../support/bag-cases.ts';
import { sharedTempDirs, tempDirs } from '../support/temp-dir.ts';

const newDir = tempDirs('bag-case');
const unpacked = sharedTempDirs('bagit-suite');
const suite = resolve(import.meta.dirname, '../../../shared/corpus/bagit/bagit-conformance-suite.tar.gz');

/** The suite calls a leading ./ valid in one bag and a warning in another, so a valid bag may have warnings. */
async function expectLabel(dir: string, label: BagLabel): Promise<void> {
  const { problems, warnings } = await validateBag(dir, unwatched, { fetch: 'allow', everyTagFile: false });
  if (label === 'invalid') expect(problems).not.toEqual([]);
  else expect(problems).toEqual([]);
  if (label === 'warning') expect(warnings).not.toEqual([]);
}

describe('a bag made here with', () => {
  test.each(BAG_CASES)('%s is %s', async (_name, label, plan) => {
    const dir = newDir();
    writeBag(dir, plan);
    await expectLabel(dir, label);
  });
});

/** The suite's bags of one system each are all ways out of the bag, and a bundle is refused for them on every system. */
const LABELS: Readonly<Record<string, BagLabel>> = {
  valid: 'valid',
  warning: 'warning',
  invalid: 'invalid',
  'linux-only': 'invalid',
  'windows-only': 'invalid',
};

function suiteCases(): [name: string, label: BagLabel, dir: string][] {
  if (!existsSync(suite)) {
    process.stdout.write('BagIt conformance suite: not on this machine; the bags made here stand in for it.\n');
    return [];
  }
  const root = unpacked();
  const { status } = spawnSync('tar', ['-xzf', suite, '-C', root]);
  if (status !== 0) throw new Error('the conformance suite cannot be unpacked');
  // The archive has lost an empty .DS_Store that this case lists and that its label counts on.
  writeFileSync(join(root, 'v0.97/warning/special-system-files/data/.DS_Store'), '');
  const folders = (dir: string) => readdirSync(dir).filter((name) => statSync(join(dir, name)).isDirectory());
  return folders(root).flatMap((version) =>
    folders(join(root, version)).flatMap((folder) =>
      folders(join(root, version, folder)).map((name): [string, BagLabel, string] => {
        const label = LABELS[folder];
        if (label === undefined) throw new Error(`the suite has a label that is not known: ${folder}`);
        return [`${version}/${folder}/${name}`, label, join(root, version, folder, name)];
      }),
    ),
  );
}

const cases = suiteCases();

describe.runIf(cases.length > 0)('the conformance suite of the Library of Congress', () => {
  test('is whole', () => expect(cases).toHaveLength(60));
  test.each(cases)('%s is %s', async (_name, label, dir) => expectLabel(dir, label));
});
