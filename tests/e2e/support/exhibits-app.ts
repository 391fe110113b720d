import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { makeExhibitLibrary } from '../../support/exhibit-library.ts';
import { newTempDir, removeFolder } from '../../support/temp-folder.ts';
import { expect, type RunningApp, startApp } from './running-app.ts';

/** A library with three complete exhibits, open at the Exhibits screen. */
export const exhibitsTest = base.extend<{ app: RunningApp }>({
  app: [
    async ({ page }, use) => {
      const dir = newTempDir('exhibits');
      const { core, complete } = await makeExhibitLibrary(dir);
      await core.call('exhibits.add', { markIds: complete.map(({ id }) => id) });
      await core.close();
      const app = await startApp([join(dir, 'library')]);
      await page.goto(app.url);
      await page.getByRole('navigation').getByRole('link', { name: 'Exhibits' }).click();
      await expect(page.getByRole('img', { name: /Sheet of exhibit 1/ })).toBeVisible();
      await use(app);
      await app.stop();
      removeFolder(app.dir);
      removeFolder(dir);
    },
    { auto: true },
  ],
});
