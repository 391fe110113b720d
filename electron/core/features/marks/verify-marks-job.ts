import * as z from 'zod';
import { AppError } from '../../../../shared/errors.ts';
import type { Mark, MarksReport } from '../../../../shared/mark.ts';
import type { JobDefinition } from '../../jobs/jobs.ts';
import type { Work } from '../../progress.ts';
import type { MarkService } from './mark-service.ts';

const Stored = z.object({ markIds: z.array(z.string()).optional(), evidenceId: z.string().optional() });
type VerifyMarksInput = z.infer<typeof Stored>;

export interface VerifyMarksDeps {
  readonly marks: MarkService;
  /** Name of an item, for a person. */
  readonly nameOf: (evidenceId: string) => string;
  readonly changed: () => void;
}

/**
 * Compares marks with the originals, one after the other: those named, those of one item, or all. What was compared
 * before a cancel stays recorded. A mark that cannot be compared is named in the result and does not end the rest.
 */
export function verifyMarksJob({
  marks,
  nameOf,
  changed,
}: VerifyMarksDeps): JobDefinition<VerifyMarksInput, MarksReport> {
  const chosen = ({ markIds, evidenceId }: VerifyMarksInput): Mark[] => {
    const wanted = markIds === undefined ? null : new Set(markIds);
    return marks.list(evidenceId).filter(({ id }) => wanted === null || wanted.has(id));
  };

  return {
    kind: 'verify-marks',
    parallel: 1,
    parse: (input) => Stored.parse(input),
    title: (input) => {
      const [only, ...more] = input.markIds === undefined ? [] : chosen(input);
      if (only !== undefined && more.length === 0) return only.title;
      return input.evidenceId === undefined ? 'All marks' : nameOf(input.evidenceId);
    },
    async run(input, work) {
      const wanted = chosen(input);
      const total = wanted.reduce((sum, mark) => sum + sizeOf(mark), 0);
      const report = { checked: 0, differing: [] as { markId: string; frame: number }[], failed: [] as Failure[] };
      let passed = 0;
      for (const mark of wanted) {
        work.signal.throwIfAborted();
        try {
          const { check } = await marks.reverify(mark.id, work.operator, counting(mark, passed, total, work));
          report.checked++;
          if (check.state === 'differs') report.differing.push({ markId: mark.id, frame: check.frame });
        } catch (error) {
          if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
          report.failed.push({ markId: mark.id, code: error.code, message: error.message });
        }
        passed += sizeOf(mark);
        changed();
      }
      return report;
    },
  };
}

type Failure = MarksReport['failed'][number];

/** Pictures of a mark; a page counts as one. */
const sizeOf = ({ in: first, out: last }: Mark): number => (first === null || last === null ? 1 : last.n - first.n + 1);

/** What one mark reports, counted into the whole. */
function counting(mark: Mark, passed: number, total: number, work: Work): Work {
  const tell = (done: number) =>
    work.onStep({ step: 'Comparing pictures', done: Math.min(total, passed + done), total, unit: 'frames' });
  tell(0);
  return { signal: work.signal, onStep: ({ done, unit }) => unit === 'frames' && tell(Math.min(done, sizeOf(mark))) };
}
