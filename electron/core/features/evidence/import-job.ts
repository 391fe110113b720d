import { AppError, toEnvelope } from '../../../../shared/errors.ts';
import type { ImportResult } from '../../../../shared/evidence.ts';
import type { JobDefinition } from '../../jobs/jobs.ts';
import type { Store } from '../../store/store.ts';
import type { EvidenceService } from './evidence-service.ts';
import type { Examiner } from './examiner.ts';
import { ImportInput } from './import-input.ts';
import type { Intake } from './intake.ts';

export interface ImportDeps {
  readonly intake: Intake;
  readonly examiner: Examiner;
  readonly evidence: EvidenceService;
  readonly store: Store;
  readonly changed: () => void;
}

/** Files that cannot be read whole and unchanged are refused; every other failure fails the job, which can be resumed. */
const REFUSALS = ['unreadable_file', 'not_a_regular_file', 'source_changed'];

/** One job per file: copy and hash it, record it, then look into it. */
export function importJob(deps: ImportDeps): JobDefinition<ImportInput, ImportResult> {
  const { intake, examiner, evidence, store, changed } = deps;

  const removeUpload = async (input: ImportInput): Promise<void> => {
    if (input.upload !== undefined) await store.removeUpload(input.upload);
  };

  return {
    kind: 'import',
    // While one file is decoded, the next is copied.
    parallel: 2,
    parse: (input) => ImportInput.parse(input),
    title: (input) => input.name,
    discard: removeUpload,

    async run(input, work) {
      const { path } = input;
      if (input.refusal !== undefined) return { path, outcome: 'refused', item: null, error: input.refusal };
      if (input.evidenceId !== undefined) {
        const item = await examiner.examine(input.evidenceId, work.operator, work);
        return { path, outcome: 'imported', item, error: null };
      }
      try {
        const { outcome, item } = await intake.takeIn(input, work.operator, work, (added) =>
          work.keep({ ...input, evidenceId: added.id }),
        );
        changed();
        await removeUpload(input);
        const done = item.pending ? await examiner.examine(item.id, work.operator, work) : evidence.get(item.id);
        return { path, outcome, item: done, error: null };
      } catch (error) {
        const told = uploadGone(input, error);
        if (!(told instanceof AppError) || !REFUSALS.includes(told.code)) throw told;
        return { path, outcome: 'refused', item: null, error: toEnvelope(told) };
      } finally {
        changed();
      }
    },
  };
}

/** The path of an upload is ours and means nothing to a person. */
function uploadGone(input: ImportInput, error: unknown): unknown {
  if (input.upload === undefined || !(error instanceof AppError) || error.code !== 'unreadable_file') return error;
  return new AppError('unreadable_file', `The bytes of ${input.name} are not here any more. Choose the file again.`, {
    path: input.path,
  });
}
