import { existsSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Log, type LogFields, streamLog } from '../../electron/core/log.ts';
import { openWorkspace, type Workspace } from '../../electron/core/workspace.ts';
import { answerCall } from '../../electron/hosts/answer-call.ts';
import { put, RESOURCES } from '../support/case-library.ts';
import { makeTestFilm } from '../support/films.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

/** Texts that are nowhere but where a person wrote them. No log may hold any of them. */
const CANARIES = [
  'Titelvogel',
  'Namensvogel',
  'Dateivogel',
  'Notizvogel',
  'Ortsvogel',
  'Markenvogel',
  'Suchvogel',
  'Ordnervogel',
];
const [TITLE = '', NAME = '', FILE = '', NOTE = '', PLACE = '', MARK = '', QUERY = '', FOLDER = ''] = CANARIES;

const newDir = sharedTempDirs('canaries');
const lines: string[] = [];
const note = (event: string, fields?: LogFields) => void lines.push(JSON.stringify({ event, ...fields }));
const log: Log = { info: note, warn: note };
let root = '';
let library = '';
let workspace: Workspace;

const call = (name: string, input: unknown) => answerCall(workspace.call, name, input, log);
const waitFor = async (jobs: readonly { id: string }[]) =>
  workspace.call('jobs.wait', { ids: jobs.map(({ id }) => id) });

beforeAll(async () => {
  root = join(newDir(), FOLDER);
  library = join(root, `case-${FOLDER}`);
  put(root, 'state.json', '{ not readable');
  const options = { stateDir: root, homeFolder: root, resourcesDir: RESOURCES, version: '0.0.0' };
  workspace = await openWorkspace({ ...options, ffmpeg: 'ffmpeg', ffmpegProblem: null, log });
  await call('library.create', { dir: library, title: TITLE, operator: NAME });
});
afterAll(() => workspace.close());

/** A case in which everything that can fail fails as well. */
async function work(): Promise<void> {
  const film = makeTestFilm(root, { name: `${FILE}.mp4`, frames: 30 });
  const paper = put(root, `${FILE}.txt`, 'x');
  const cut = makeTestFilm(root, { name: `cut-${FILE}.mp4`, frames: 60 });
  truncateSync(cut, 20_000);
  const sources = [film, paper, cut, join(root, `missing-${FILE}`), root].map((path) => ({ path }));
  const imported = await workspace.call('evidence.import', {
    sources,
    details: { note: NOTE, source: NAME, place: PLACE },
  });
  await waitFor(imported.jobs);
  const items = await workspace.call('evidence.list', {});
  const item = items.find(({ originalName }) => originalName === `${FILE}.mp4`);
  await workspace.call('places.set', { code: PLACE, name: PLACE, address: PLACE });
  const mark = await workspace.call('marks.create', {
    evidenceId: item?.id ?? '',
    in: 1,
    out: 3,
    title: MARK,
    note: NOTE,
  });
  await workspace.call('exhibits.add', { markIds: [mark.id] });
  await waitFor([
    await workspace.call('exhibits.export', { out: join(root, `bundle-${FOLDER}`), allowIncomplete: true }),
  ]);
  await call('search.query', { query: QUERY });
  await call('library.open', { dir: join(root, `no-${FOLDER}`) });
  await call(`call-${QUERY}`, { text: QUERY });
  await call('marks.create', { evidenceId: QUERY, title: MARK, in: -1 });
  await call('custody.verifyBundle', { dir: join(root, `no-${FOLDER}`) });
  const evil = new Request('http://x/upload', {
    method: 'POST',
    body: new ReadableStream({ start: (control) => control.error(new Error(NOTE)) }),
    duplex: 'half',
  } as RequestInit);
  await workspace.upload(evil);
  // The original goes, and a picture of it is asked for: a failure with a path in its words.
  const folder = join(library, 'derived');
  if (existsSync(folder)) for (const name of readdirSync(folder)) writeFileSync(join(folder, `${name}-${FILE}`), '');
  await workspace.media(new Request(`http://x/media/picture/${item?.sha256}/99999`));
  await waitFor([await workspace.call('custody.verify', {})]);
}

describe('the log', () => {
  it('holds no name, path, note or query of a case in which much failed', async () => {
    await work();
    expect(lines.length).toBeGreaterThan(3);
    const said = lines.join('\n');
    for (const canary of [...CANARIES, root]) expect(said).not.toContain(canary);
  });

  it('replaces what is no word of the program, whoever hands it over', () => {
    const written: string[] = [];
    const stream = streamLog({ write: (text: string) => written.push(text) }, () => new Date(0));
    stream.warn('x.failed', {
      code: 'not_found',
      path: '/home/someone/film.mp4',
      note: 'two words',
      name: 'Ә',
      count: 3,
    });
    expect(JSON.parse(written[0] ?? '')).toEqual({
      ...{ at: '1970-01-01T00:00:00.000Z', level: 'warn', event: 'x.failed' },
      ...{ code: 'not_found', path: '?', note: '?', name: '?', count: 3 },
    });
  });

  it('is no file: the hosts keep none, so none can grow', () => {
    const kept = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.log(\.\d+)?$/.test(name));
    expect(kept).toEqual([]);
  });
});
