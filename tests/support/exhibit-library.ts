import { createWriteStream, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import PDFDocument from 'pdfkit';
import { type Core, createLibrary, openCore } from '../../electron/core/app.ts';
import type { ExportOptions, ExportResult } from '../../shared/exhibit.ts';
import type { Job } from '../../shared/job.ts';
import type { Mark } from '../../shared/mark.ts';
import { makeTestFilm } from './films.ts';

export const resourcesDir = resolve(import.meta.dirname, '../../resources');
export const OPERATOR = 'Reviewer Zeta';
export const STATED = {
  source: 'Observer Alpha',
  custodian: 'Archive Beta',
  place: 'ALM-0123',
  recorded: '2026-11-19T20:15:00+05:00',
  clock: 'camera clock, read at two frames',
  received: '2026-11-20T10:00:00+05:00',
  note: 'handed over by Observer Alpha',
};
export const HOSTILE_TITLE = 'Печать <script>alert(1)</script> & "снята" ә ғ қ ң ө ұ ү һ і';

/** A library with a film with sound, a document, a film that nobody said anything about, and marks on all three. */
export interface ExhibitLibrary {
  readonly core: Core;
  readonly dir: string;
  readonly film: string;
  /** Interval of six pictures, one picture with a hostile title, region of a page: complete. */
  readonly complete: readonly [interval: Mark, single: Mark, page: Mark];
  /** On the film without details. */
  readonly bare: Mark;
}

/** Makes the library below `dir`, whose path should hold a name that must never get into a bundle. */
export async function makeExhibitLibrary(dir: string): Promise<ExhibitLibrary> {
  const sources = join(dir, 'sources');
  mkdirSync(sources, { recursive: true });
  const film = makeTestFilm(sources, { name: 'camera of Alpha.mp4', frames: 40, sound: 440 });
  const silent = makeTestFilm(sources, { name: 'silent.mp4', frames: 12, size: '96x64' });
  const paper = await makePaper(join(sources, 'protocol.pdf'));
  const libraryDir = join(dir, 'library');
  await createLibrary({ libraryDir, title: 'Station 101', operator: OPERATOR, resourcesDir });
  const core = await openCore({ libraryDir, resourcesDir, ffmpeg: 'ffmpeg', mode: 'write' });
  await core.call('places.set', {
    code: 'ALM-0123',
    name: 'Station 123',
    address: '12 Example Street',
    region: 'Almaty',
  });
  const [filmId, paperId] = await importAll(core, [film, paper], STATED);
  const [bareId] = await importAll(core, [silent], {});
  const interval = await core.call('marks.create', {
    evidenceId: filmId,
    ...{ in: 5, out: 10, title: 'Pack put into the box', note: 'Several ballots at once.', violations: ['B1'] },
  });
  const single = await core.call('marks.create', { evidenceId: filmId, in: 0, out: 0, title: HOSTILE_TITLE });
  const page = await core.call('marks.create', {
    evidenceId: paperId,
    ...{ page: 2, region: { x: 0.1, y: 0.1, width: 0.5, height: 0.25 }, title: 'Corrected figure', violations: ['F1'] },
  });
  const bare = await core.call('marks.create', { evidenceId: bareId, in: 0, out: 3, title: 'Without a place' });
  return { core, dir, film, complete: [interval, single, page], bare };
}

async function importAll(core: Core, paths: readonly string[], details: object): Promise<[string, string]> {
  const { jobs } = await core.call('evidence.import', { sources: paths.map((path) => ({ path })), details });
  const ended = await core.call('jobs.wait', { ids: jobs.map((job) => job.id) });
  const ids = ended.map((job) => (job.result as { item: { id: string } | null }).item?.id ?? '');
  if (ids.includes('')) throw new Error(`not imported: ${JSON.stringify(ended)}`);
  return [ids[0] ?? '', ids[1] ?? ''];
}

async function makePaper(path: string): Promise<string> {
  const doc = new PDFDocument({ size: 'A5' });
  const file = createWriteStream(path);
  doc.pipe(file);
  doc.fontSize(20).text('Protocol, page 1').addPage().text('Protocol, page 2').rect(60, 60, 200, 120).stroke();
  doc.end();
  await finished(file);
  return path;
}

/** Runs an export to its end and answers its job. */
export async function exportJob(core: Core, out: string, options: Partial<ExportOptions> = {}): Promise<Job> {
  const { id } = await core.call('exhibits.export', { out, ...options });
  const [job] = await core.call('jobs.wait', { ids: [id] });
  if (job === undefined) throw new Error('the job is gone');
  return job;
}

/** As {@link exportJob}, where anything but success is a failure of the test. */
export async function exportTo(core: Core, out: string, options: Partial<ExportOptions> = {}): Promise<ExportResult> {
  const job = await exportJob(core, out, options);
  if (job.state !== 'done') throw new Error(`export ${job.state}: ${JSON.stringify(job.error)}`);
  return job.result as ExportResult;
}
