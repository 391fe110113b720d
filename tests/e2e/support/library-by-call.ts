import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Item } from '../../../shared/evidence.ts';
import type { Job } from '../../../shared/job.ts';
import type { Preparation } from '../../../shared/preparation.ts';
import type { RunningApp } from './running-app.ts';

/** Calls the core from the page, as the page itself does. */
export function callCore<T>(page: Page, name: string, input: unknown): Promise<T> {
  return page.evaluate(
    async ([call, body]) => {
      const response = await fetch(`/rpc/${call}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
      const reply = await response.json();
      if (reply.ok !== true) throw new Error(`${call}: ${JSON.stringify(reply)}`);
      return reply.value;
    },
    [name, input] as const,
  );
}

/** Makes a library of these files without a hand on the page; resolves when all of them are imported. */
export async function libraryOf(page: Page, app: RunningApp, files: readonly string[]): Promise<Item[]> {
  await callCore(page, 'library.create', { dir: join(app.home, 'films'), title: 'Films', operator: 'Reviewer' });
  const { jobs } = await callCore<{ jobs: Job[] }>(page, 'evidence.import', {
    sources: files.map((path) => ({ path })),
  });
  await callCore(page, 'jobs.wait', { ids: jobs.map(({ id }) => id) });
  return callCore<Item[]>(page, 'evidence.list', {});
}

/** Opens a recording in Review at frame 0. */
export async function openInReview(page: Page, app: RunningApp, id: string): Promise<void> {
  await page.goto(new URL(`/#/review/${id}?frame=0`, app.url).href);
}

/** Waits for whatever is made for a recording in the background, so that figures are the viewer's alone. */
export async function whenPrepared(page: Page, id: string): Promise<void> {
  for (;;) {
    const { jobId } = await callCore<Preparation>(page, 'evidence.prepare', { id });
    if (jobId === null) return;
    await callCore(page, 'jobs.wait', { ids: [jobId] });
  }
}
