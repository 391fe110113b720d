/** Runs in a child process; hostile-session.ts starts it. Imports files one after the other and tells how each went. */
import { readFileSync } from 'node:fs';
import type { ImportJobResult } from '../../shared/api.ts';
import { toEnvelope } from '../../shared/errors.ts';
import { importJobs, newCase, openCase } from './case-library.ts';
import type { SessionStep } from './hostile-session.ts';

const [dir = '', listFile = ''] = process.argv.slice(2);
const paths = JSON.parse(readFileSync(listFile, 'utf8')) as string[];
const say = (step: SessionStep) => process.stdout.write(`${JSON.stringify(step)}\n`);
const core = await openCase(await newCase(dir));

/** What a reviewer's screen asks of an item, too: its thumbnail, its first picture or page. */
async function lookAt(sha256: string, kind: string): Promise<number[]> {
  const wanted = [`thumbnail/${sha256}`, kind === 'video' ? `picture/${sha256}/0` : `page/${sha256}/1?w=600`];
  const statuses: number[] = [];
  for (const path of wanted) {
    const response = await core.media(new Request(`http://aigaq/media/${path}`));
    await response.arrayBuffer();
    statuses.push(response.status);
  }
  return statuses;
}

async function step(path: string): Promise<Omit<SessionStep, 'path' | 'all'>> {
  const started = performance.now();
  try {
    const [job] = await importJobs(core, [path]);
    const imported = Math.round(performance.now() - started);
    const { outcome = null, item = null } = (job?.result ?? {}) as Partial<ImportJobResult>;
    const { review = null, frames = null, pages = null, warnings = [] } = item ?? {};
    const statuses = item === null ? [] : await lookAt(item.sha256, item.kind);
    return { state: job?.state ?? 'none', outcome, review, frames, pages, warnings, imported, statuses };
  } catch (error) {
    const nothing = { outcome: null, review: null, frames: null, pages: null, warnings: [], imported: 0, statuses: [] };
    return { state: `threw ${toEnvelope(error).code}`, ...nothing };
  }
}

for (const path of paths) {
  const started = performance.now();
  const found = await step(path);
  say({ path, ...found, all: Math.round(performance.now() - started) });
}
await core.close();
process.exit(0);
