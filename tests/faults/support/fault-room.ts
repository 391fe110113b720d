import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { importOne, newCase } from '../../support/case-library.ts';
import { makeTestFilm } from '../../support/films.ts';
import { newSealedCase } from '../../support/sealed-library.ts';
import { newTempDir, removeFolder } from '../../support/temp-folder.ts';
import { type FaultChild, ROOT, startFaultChild } from './fault-child.ts';
import { seeded } from './fault-random.ts';
import { KINDS, type Kind, openEither } from './library-opening.ts';
import { CASE_DETAILS, folders } from './scenario-steps.ts';

/** In memory where the system has such a place: what is tested is the order of calls, not the speed of a disk. */
const SCRATCH = existsSync('/dev/shm') ? '/dev/shm' : undefined;

/** True for the long form: `npm run test:faults`. */
export const LONG = process.env.AIGAQ_FAULTS === 'long';

/** Opening a sealed library takes half a second, so that the short form does only `some` of its scenarios. */
export const scenariosFor = <S>(kind: Kind, all: readonly S[], some: readonly S[]): readonly S[] =>
  kind === 'plain' || LONG ? all : some;

/** Kinds for tests that the short form does in plain libraries alone. */
export const KINDS_OF_FORM: readonly Kind[] = LONG ? KINDS : ['plain'];

/** Where the runs of one test file take place. */
export interface FaultRoom {
  /** A library with a marked picture, files to import, and places for what is made. Never changed. */
  readonly base: string;
  /** A new copy of it. */
  copy(): string;
  /** An empty path for a folder. */
  path(): string;
  /** A child that is ended by whoever asks for it. */
  child(options?: { tree?: string; threads?: number }): Promise<FaultChild>;
  /** A child that does one scenario after the other; a new one when the last one died. */
  worker(): Promise<FaultChild>;
  remove(dir: string): void;
  close(): Promise<void>;
}

/** @param kind whether the library of the room is sealed; what is made in it is of the same kind */
export async function openFaultRoom(kind: Kind): Promise<FaultRoom> {
  const top = newTempDir('faults', SCRATCH);
  const base = join(top, 'base');
  await fillBase(base, kind);
  let count = 0;
  const path = () => join(top, `run-${++count}`);
  const child: FaultRoom['child'] = ({ tree = ROOT, threads = 4 } = {}) =>
    startFaultChild(join(top, 'cache'), tree, threads);
  let worker: FaultChild | null = null;
  return {
    base,
    path,
    copy() {
      const dir = path();
      cpSync(base, dir, { recursive: true });
      return dir;
    },
    child,
    async worker() {
      if (worker?.alive !== true) worker = await child();
      return worker;
    },
    remove: removeFolder,
    async close() {
      await worker?.end();
      removeFolder(top);
    },
  };
}

/** A small case whose evidence is a picture, so that every step works without ffmpeg and takes milliseconds. */
async function fillBase(base: string, kind: Kind): Promise<void> {
  const { sources, bundle, state } = folders(base);
  for (const dir of [base, sources, join(bundle, '..'), state]) mkdirSync(dir, { recursive: true });
  const picture = join(base, 'picture.png');
  const draw = ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=size=160x120', '-frames:v', '1'];
  execFileSync('ffmpeg', [...draw, picture]);
  execFileSync('ffmpeg', [...draw, '-vf', 'negate', join(sources, 'c.png')]);
  makeTestFilm(base, { name: 'film.mp4', frames: 12, size: '160x120', sound: 440 });
  const random = seeded(20_190_624);
  writeFileSync(join(sources, 'a.txt'), 'one page of text\n');
  writeFileSync(join(sources, 'b.bin'), random.bytes(70_000));
  writeFileSync(join(sources, 'd.txt'), 'one page of text\n');
  const core = await openEither(await (kind === 'sealed' ? newSealedCase(base) : newCase(base)));
  await core.call('places.set', { code: 'P-1', name: 'Station 1', address: 'Street 1' });
  const evidenceId = await importOne(core, picture, CASE_DETAILS);
  for (const title of ['First', 'Second']) {
    const region = { x: 0.1, y: 0.2, width: 0.5, height: 0.5 };
    const { id } = await core.call('marks.create', { evidenceId, page: 1, region, title });
    await core.call('exhibits.add', { markIds: [id] });
  }
  await core.close();
}
