import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLibrary } from '../../electron/core/app.ts';
import type { Codebook } from '../../shared/violation.ts';
import { codeOf, errorOf, OPERATOR, openCase, RESOURCES } from '../support/case-library.ts';
import { tempDirs } from '../support/temp-dir.ts';

const tempDir = tempDirs('codebook');

/** The shipped data with one more codebook, which is newer. */
function withNewerBook(): string {
  const resources = join(tempDir(), 'resources');
  cpSync(RESOURCES, resources, { recursive: true });
  const shipped: Codebook = JSON.parse(readFileSync(join(RESOURCES, 'codebooks', 'kz-2019.json'), 'utf8'));
  const [first] = shipped.types;
  const newer = { ...shipped, id: 'kz-next', validFrom: '2099-01-01', types: first ? [first] : [] };
  writeFileSync(join(resources, 'codebooks', 'kz-next.json'), JSON.stringify(newer));
  return resources;
}

test('a new library takes the newest codebook and keeps it', async () => {
  const resourcesDir = withNewerBook();
  const libraryDir = join(tempDir(), 'case');
  await createLibrary({ libraryDir, title: 'T', operator: OPERATOR, resourcesDir });
  const core = await openCase(libraryDir, { resourcesDir });
  expect(await core.call('codebook.get', {})).toMatchObject({ id: 'kz-next' });
  await core.close();
  const error = await errorOf(openCase(libraryDir));
  expect(error?.code).toBe('library_newer');
  expect(error?.message).toContain('kz-next');
});

test('a broken codebook is told by its name', async () => {
  const resourcesDir = withNewerBook();
  writeFileSync(join(resourcesDir, 'codebooks', 'kz-next.json'), '{"id":"kz-next"}');
  const create = () =>
    createLibrary({ libraryDir: join(tempDir(), 'case'), title: 'T', operator: OPERATOR, resourcesDir });
  const error = await errorOf(create());
  expect(error?.message).toContain('kz-next.json');
  writeFileSync(join(resourcesDir, 'codebooks', 'kz-next.json'), 'no JSON');
  expect(await codeOf(create())).toBe('internal');
});
