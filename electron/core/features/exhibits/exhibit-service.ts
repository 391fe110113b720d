import * as z from 'zod';
import type { Parsed } from '../../../../shared/api.ts';
import type { VerifyReport } from '../../../../shared/custody.ts';
import { ExportOptions, type ExportResult, type PresentedExhibit } from '../../../../shared/exhibit.ts';
import type { Job } from '../../../../shared/job.ts';
import type { Caller, Handlers } from '../../handlers.ts';
import type { Work } from '../../progress.ts';
import { assertFolder } from '../../store/folder-reader.ts';
import { assertExportable, discardExport, exportBundle } from './bundle/bundle-export.ts';
import type { ExportInput } from './bundle/bundle-target.ts';
import { assertNoLoneTwin } from './bundle/lone-twin.ts';
import type { ExhibitDeps } from './exhibit-deps.ts';
import { exhibitPreviews } from './exhibit-previews.ts';
import { exhibitRepo } from './exhibit-repo.ts';
import { chosenMarks, exhibitsOf, withDifferences } from './exhibit-selection.ts';
import { recipeHandlers } from './recipe/recipe-handlers.ts';
import { recipeKeeper } from './recipe/recipe-state.ts';
import { type WatchedRecipes, watchedRecipes } from './recipe/watched-recipes.ts';
import { verifyBundle } from './verify/verify-bundle.ts';

type ExhibitCalls =
  | 'exhibits.list'
  | 'exhibits.add'
  | 'exhibits.remove'
  | 'exhibits.arrange'
  | 'exhibits.bundle'
  | 'exhibits.setBundle'
  | 'exhibits.present'
  | 'exhibits.fixNumbers'
  | 'exhibits.apply'
  | 'exhibits.sheet'
  | 'exhibits.pictures'
  | 'exhibits.export'
  | 'custody.verifyBundle';

export interface ExhibitFeature {
  readonly handlers: Pick<Handlers, ExhibitCalls>;
  /** For undo: remembers what is chosen and how these marks are presented, and answers later what changed since. */
  readonly watchRecipes: WatchedRecipes;
  /** Checks a bundle; needs no library. @throws AppError not_found, unreadable_file, cancelled */
  verifyBundle(dir: string, work: Work): Promise<VerifyReport>;
  /** What `exhibits.sheet` or `exhibits.pictures` laid out, by its hash; null when it has to be made again. */
  previewPdf(sha256: string): Uint8Array | null;
}

const StoredExport = ExportOptions.extend({ out: z.string() });
const StoredVerify = z.object({ dir: z.string() });

/** Chosen marks, their sheets, bundles made of them, and the check of any bundle. */
export function createExhibits(deps: ExhibitDeps): ExhibitFeature {
  const repo = exhibitRepo(deps.db);
  const list = (): PresentedExhibit[] => withDifferences(deps, exhibitsOf(deps, repo, chosenMarks(deps, repo)));
  const previews = exhibitPreviews(deps, list);

  /** Every change is one entry with the whole resulting order, so that the ledger can be replayed. */
  const setOrder = (
    next: (order: readonly string[]) => readonly string[],
    { operator }: Caller,
  ): PresentedExhibit[] => {
    repo.inTransaction(() => recipeKeeper(repo, deps.custody, operator).order(next(repo.order())));
    deps.changed(['exhibits', 'custody']);
    return list();
  };

  deps.jobs.define<ExportInput, ExportResult>({
    kind: 'export',
    parse: (input) => StoredExport.parse(input),
    title: ({ out }) => out,
    run: async (input, work) => {
      await assertNoLoneTwin(deps, input);
      const result = await exportBundle(deps, repo, input, work);
      deps.changed(['custody']);
      return result;
    },
    discard: (input) => discardExport(deps, repo, input),
    parallel: 1,
  });
  deps.jobs.define<z.infer<typeof StoredVerify>, VerifyReport>({
    kind: 'verify-bundle',
    parse: (input) => StoredVerify.parse(input),
    title: ({ dir }) => dir,
    run: ({ dir }, work) => verifyBundle(dir, work),
    parallel: 1,
  });

  return {
    handlers: {
      'exhibits.list': list,
      'exhibits.add': ({ markIds }, caller) => {
        for (const id of markIds) deps.marks.get(id);
        return setOrder((order) => [...new Set([...order, ...markIds])], caller);
      },
      'exhibits.remove': ({ markIds }, caller) => {
        const gone = new Set(markIds);
        return setOrder((order) => order.filter((id) => !gone.has(id)), caller);
      },
      ...recipeHandlers(deps, repo, list),
      ...previews.handlers,
      'exhibits.export': (input, { operator }) => startExport(input, operator),
      'custody.verifyBundle': async ({ dir }, { operator }) => {
        await assertFolder(dir);
        return firstOf(deps.jobs.enqueue('verify-bundle', [{ dir }], operator));
      },
    },
    watchRecipes: watchedRecipes(deps, repo),
    verifyBundle,
    previewPdf: previews.pdf,
  };

  async function startExport(input: Parsed<'exhibits.export'>, operator: string): Promise<Job> {
    await assertNoLoneTwin(deps, input);
    await assertExportable(deps, repo, input);
    return firstOf(deps.jobs.enqueue('export', [input], operator));
  }
}

function firstOf(jobs: readonly Job[]): Job {
  const [job] = jobs;
  if (job === undefined) throw new Error('the queue took no job');
  return job;
}
