import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test as base, chromium, expect, type Page } from '@playwright/test';
import type { Item } from '../../shared/evidence.ts';
import type { Job } from '../../shared/job.ts';
import type { Mark } from '../../shared/mark.ts';
import { makeWithFfmpeg } from '../support/media-room.ts';
import { removeFolder } from '../support/temp-folder.ts';
import { callCore } from './support/library-by-call.ts';
import { type RunningApp, startApp } from './support/running-app.ts';

const PASSPHRASE = 'canary-passphrase by chance';

/** Words and bytes that must be found nowhere afterwards, by what they are. */
class Canaries {
  readonly all = new Map<string, Buffer>();

  /** A word that stands nowhere else. */
  word(what: string): string {
    const word = `Qanary${this.all.size}${what.replace(/[^a-z]/gi, '')}Zx`;
    this.all.set(what, Buffer.from(word));
    return word;
  }
  bytes(what: string, bytes: Buffer): void {
    this.all.set(what, Buffer.from(bytes));
  }
  /** Which of them a file holds, as UTF-8 or as the UTF-16 that browsers write. */
  in(path: string): string[] {
    const data = readFileSync(path);
    return [...this.all].flatMap(([what, bytes]) =>
      data.includes(bytes) || data.includes(Buffer.from(bytes.toString('latin1'), 'utf16le')) ? [what] : [],
    );
  }
}

function* filesBelow(dir: string): Generator<string> {
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (entry.isFile() && statSync(path).size > 0) yield path;
  }
}

/** Evidence with canaries in names, in text, in tags of films, and pictures whose very bytes are canaries. */
function makeEvidence(dir: string, canaries: Canaries): { files: string[]; upload: string } {
  mkdirSync(dir);
  const files: string[] = [];
  for (const [n, letter] of [...'abcdefghijkl'].entries()) {
    const path = join(dir, `${canaries.word(`name of text ${letter}`)}.txt`);
    writeFileSync(path, `${canaries.word(`inside text ${letter}`)}\n`.repeat(n % 2 === 0 ? 1 : 9000));
    files.push(path);
  }
  const film = join(dir, `${canaries.word('name of film')}.mp4`);
  const sound = ['-f', 'lavfi', '-i', 'sine=330:duration=3'];
  const tags = ['title', 'comment', 'artist'].flatMap((tag) => ['-metadata', `${tag}=${canaries.word(`film ${tag}`)}`]);
  const source = ['-f', 'lavfi', '-i', 'testsrc2=size=320x240:rate=20:duration=3'];
  makeWithFfmpeg(...source, ...sound, ...tags, '-c:v', 'libx264', '-g', '10', '-c:a', 'aac', film);
  const old = join(dir, `${canaries.word('name of old film')}.avi`);
  makeWithFfmpeg(...source, ...sound, '-c:v', 'mpeg4', '-c:a', 'mp2', old);
  const picture = join(dir, `${canaries.word('name of picture')}.jpg`);
  makeWithFfmpeg('-f', 'lavfi', '-i', 'testsrc2=size=640x480', '-frames:v', '1', picture);
  for (const [what, path] of Object.entries({ film, old, picture })) {
    const data = readFileSync(path);
    for (const share of [0.3, 0.6])
      canaries.bytes(`bytes of ${what} ${share}`, data.subarray(data.length * share).subarray(0, 24));
  }
  const upload = join(dir, `${canaries.word('name of upload')}.txt`);
  writeFileSync(upload, `${canaries.word('inside upload')} `.repeat(20_000));
  return { files: [...files, film, old, picture], upload };
}

async function importAll(page: Page, paths: readonly string[], details: object): Promise<Item[]> {
  const sources = paths.map((path) => ({ path }));
  const { jobs } = await callCore<{ jobs: Job[] }>(page, 'evidence.import', { sources, details });
  await callCore(page, 'jobs.wait', { ids: jobs.map(({ id }) => id) });
  return callCore<Item[]>(page, 'evidence.list', {});
}

/** A working session: everything that leaves traces is done once. */
async function work(page: Page, app: RunningApp, canaries: Canaries): Promise<void> {
  const { files, upload } = makeEvidence(join(app.dir, 'evidence'), canaries);
  await page.getByRole('button', { name: 'New library' }).click();
  await page.getByLabel('Title').fill(canaries.word('title'));
  await page.getByLabel('Your name').fill(canaries.word('operator'));
  await page.getByLabel('Seal the library under a passphrase').check();
  canaries.bytes('passphrase', Buffer.from(PASSPHRASE));
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByLabel('The same again').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Create library' }).click();
  await expect(page).toHaveURL(/#\/library$/, { timeout: 60_000 });

  const place = {
    code: canaries.word('place code'),
    name: canaries.word('place name'),
    address: canaries.word('address'),
  };
  await callCore(page, 'places.set', { ...place, region: canaries.word('region') });
  const items = await importAll(page, files, {
    ...{ source: canaries.word('source'), custodian: canaries.word('custodian'), place: place.code },
    ...{
      recorded: '2025-11-30T10:42:00+05:00',
      clock: canaries.word('clock basis'),
      note: canaries.word('intake note'),
    },
  });
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add files' }).first().click();
  await (await chooser).setFiles([upload]);
  await expect(page.getByText(upload.slice(upload.lastIndexOf('/') + 1)).first()).toBeVisible({ timeout: 60_000 });

  const film = items.find(({ originalName }) => originalName.endsWith('.mp4'));
  const old = items.find(({ originalName }) => originalName.endsWith('.avi'));
  const picture = items.find(({ originalName }) => originalName.endsWith('.jpg'));
  if (!film || !old || !picture) throw new Error('a film or the picture was not imported');
  const text = { title: canaries.word('mark title'), note: canaries.word('mark note'), violations: ['B1'] };
  const mark = await callCore<Mark>(page, 'marks.create', { evidenceId: film.id, in: 10, out: 25, ...text });
  await callCore(page, 'marks.create', { evidenceId: picture.id, page: 1, ...text, title: canaries.word('page mark') });
  await callCore(page, 'search.query', { query: canaries.word('question') });

  for (const { id } of [film, old]) {
    await page.goto(new URL(`/#/review/${id}?frame=5`, app.url).href);
    await expect(page.getByTestId('frame-number')).toHaveText('5');
    await page.keyboard.press('Space');
    await page.waitForTimeout(1500);
    await page.keyboard.press('Space');
    const { jobId } = await callCore<{ jobId: string | null }>(page, 'evidence.prepare', { id, proxy: true });
    if (jobId !== null) await callCore(page, 'jobs.wait', { ids: [jobId] });
  }
  // A mark that is never saved.
  await page.keyboard.press('i');
  await page.keyboard.press('m');
  await page.keyboard.type(canaries.word('draft title'));
  await page.keyboard.press('Escape');
  await page.goto(new URL(`/#/documents/${picture.id}`, app.url).href);
  await expect(page.getByRole('main').locator('canvas, img').first()).toBeVisible();
  await page.goto(new URL('/#/exhibits', app.url).href);
  await callCore(page, 'exhibits.add', { markIds: [mark.id] });
  await callCore(page, 'exhibits.sheet', { markId: mark.id });
  await page.goto(new URL('/#/custody', app.url).href);
  const job = await callCore<Job>(page, 'custody.verify', {});
  await callCore(page, 'jobs.wait', { ids: [job.id] });
  await page.keyboard.press('Control+l');
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
}

base('no word and no picture of a sealed library is found on the disk after a session', async ({ browserName }) => {
  base.setTimeout(400_000);
  expect(browserName).toBe('chromium');
  const app = await startApp([], true);
  const canaries = new Canaries();
  const profile = join(app.dir, 'profile');
  const { launchOptions } = base.info().project.use;
  const context = await chromium.launchPersistentContext(profile, {
    ...launchOptions,
    viewport: { width: 1280, height: 800 },
    env: { ...process.env, TMPDIR: join(app.dir, 'tmp'), HOME: app.home },
  });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(app.url);
    await work(page, app, canaries);
  } finally {
    await context.close();
    await app.stop();
  }
  expect(canaries.all.size).toBeGreaterThanOrEqual(50);
  // The evidence as it was handed over is there, so the search itself is proven to find what there is.
  const found = new Set([...filesBelow(join(app.dir, 'evidence'))].flatMap((path) => canaries.in(path)));
  expect(found.size).toBeGreaterThan(15);
  const searched = { library: 0, state: 0, profile: 0, tmp: 0 };
  const leaks: string[] = [];
  for (const [name, dir] of Object.entries({
    library: app.home,
    state: app.stateDir,
    profile,
    tmp: join(app.dir, 'tmp'),
  }))
    for (const path of filesBelow(dir)) {
      searched[name as keyof typeof searched]++;
      for (const what of canaries.in(path)) leaks.push(`${what} in ${path}`);
    }
  process.stdout.write(`    ${canaries.all.size} canaries, files searched: ${JSON.stringify(searched)}\n`);
  expect(leaks).toEqual([]);
  expect(searched.library).toBeGreaterThan(20);
  expect(searched.profile).toBeGreaterThan(20);
  removeFolder(app.dir);
});
