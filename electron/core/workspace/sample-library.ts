import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import type { Core } from '../core-options.ts';
import { openCore } from '../create-core.ts';
import { createLibrary } from '../create-library.ts';
import { makeSampleCase } from '../sample/make-sample.ts';
import type { SampleCase } from '../sample/sample-case.ts';
import { removeMadeFolder, withScratchFolder } from '../store/scratch-folder.ts';

export interface SampleLibraryOptions {
  readonly parentDir: string;
  readonly resourcesDir: string;
  readonly ffmpeg: string;
  readonly clock: () => Date;
  readonly signal: AbortSignal;
  readonly onStep: (step: string, done: number, total: number) => void;
}

const FOLDER = 'aigaq-sample-case';
const OPERATOR = 'Sample reviewer';
/** Importing and marking, after the files have been made. */
const STEPS_AFTER = 2;

/**
 * Makes the sample case as a library in a new folder below `parentDir`. Nothing is left behind when it fails.
 * @returns the library's folder
 */
export async function makeSampleLibrary(options: SampleLibraryOptions): Promise<string> {
  const { resourcesDir, ffmpeg, clock, signal, onStep } = options;
  const libraryDir = freeFolder(options.parentDir);
  await withScratchFolder(async (dir) => {
    let made = 0;
    const tell = (step: string, done: number, total: number) => {
      made = total;
      onStep(step, done, total + STEPS_AFTER);
    };
    const sample = await makeSampleCase({ ffmpeg, resourcesDir, dir, signal, onStep: tell });
    await createLibrary({ libraryDir, title: sample.title, operator: OPERATOR, resourcesDir, clock });
    try {
      onStep('Importing', made, made + STEPS_AFTER);
      await fill(sample, options, libraryDir, () => onStep('Marking', made + 1, made + STEPS_AFTER));
      onStep('Ready', made + STEPS_AFTER, made + STEPS_AFTER);
    } catch (error) {
      await removeMadeFolder(libraryDir);
      throw error;
    }
  });
  return libraryDir;
}

async function fill(sample: SampleCase, options: SampleLibraryOptions, libraryDir: string, onMarks: () => void) {
  const { resourcesDir, ffmpeg, clock } = options;
  const core = await openCore({ libraryDir, resourcesDir, ffmpeg, clock, mode: 'write' });
  try {
    for (const { code, name, address, region } of sample.places) {
      await core.call('places.set', { code, name: name ?? '', address: address ?? '', region });
    }
    const ids = await importAll(core, sample);
    onMarks();
    for (const { file, span, title, violations, note } of sample.marks) {
      const evidenceId = ids.get(file) ?? '';
      await core.call('marks.create', { evidenceId, ...span, title, violations: [...violations], note });
    }
  } finally {
    await core.close();
  }
}

async function importAll(core: Core, sample: SampleCase): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const { path, details } of sample.evidence) {
    const { jobs } = await core.call('evidence.import', { sources: [{ path }], details });
    for (const job of await core.call('jobs.wait', { ids: jobs.map(({ id }) => id) })) {
      if (job.state !== 'done') throw new AppError(job.error?.code ?? 'cancelled', job.error?.message ?? 'Cancelled.');
    }
    const found = (await core.call('evidence.list', {})).find((item) => item.originalName === basename(path));
    if (found !== undefined) ids.set(basename(path), found.id);
  }
  return ids;
}

/** A name that nothing has yet: trying the sample twice makes two. */
function freeFolder(parentDir: string): string {
  for (let n = 1; ; n++) {
    const dir = join(parentDir, n === 1 ? FOLDER : `${FOLDER}-${n}`);
    if (!existsSync(dir)) return dir;
  }
}
