import type { Item } from '../../../../shared/evidence.ts';
import type { JobDefinition } from '../../jobs/jobs.ts';
import type { ReaderPosition } from '../../media/reader-position.ts';
import type { ReviewFiles } from '../../media/review-files.ts';
import type { EvidenceService } from '../evidence/evidence-service.ts';
import { type Missing, missingParts } from './missing-parts.ts';
import { PrepareInput } from './prepare-input.ts';

export interface PrepareJobDeps {
  readonly evidence: Pick<EvidenceService, 'get'>;
  readonly files: ReviewFiles;
  /** Whether a proxy was asked for beyond what the stored job says. */
  readonly asked: (evidenceId: string) => boolean;
  readonly reader: (evidenceId: string) => ReaderPosition;
  /** Called whenever something has been made. */
  readonly made: (evidenceId: string) => void;
}

/** One job per recording. Everything it makes is a whole file, so that it can be stopped and run again at any moment. */
export function prepareJob(deps: PrepareJobDeps): JobDefinition<PrepareInput, { made: readonly Missing[] }> {
  const { evidence, files, asked, reader, made } = deps;
  return {
    kind: 'prepare',
    parallel: 1,
    parse: (input) => PrepareInput.parse(input),
    title: ({ name }) => name,

    async run({ evidenceId, proxy }, work) {
      const done: Missing[] = [];
      await files.tidy(evidence.get(evidenceId));
      for (;;) {
        // Looked at anew each time: the list of frames may have been replaced, or more been asked for.
        const item: Item = evidence.get(evidenceId);
        const missing = missingParts(item, await files.look(item), proxy || asked(evidenceId));
        const next = missing.find((part) => !done.includes(part));
        if (next === undefined) return { made: done };
        if (next === 'proxy') await files.makeProxy(item, reader(evidenceId), work, () => made(evidenceId));
        else await files.make(next, item, work);
        done.push(next);
        made(evidenceId);
      }
    },
  };
}
