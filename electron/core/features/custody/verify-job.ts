import type { VerifyReport } from '../../../../shared/custody.ts';
import type { JobDefinition } from '../../jobs/jobs.ts';
import type { VerifyDeps } from './verify-deps.ts';
import { verifyLibrary } from './verify-library.ts';

/** The check of the whole library as a job. `record` notes its outcome where the library can be written. */
export function verifyJob(
  deps: VerifyDeps & { readonly record: (report: VerifyReport, operator: string) => void },
): JobDefinition<object, VerifyReport> {
  return {
    kind: 'verify',
    parallel: 1,
    parse: () => ({}),
    title: () => 'Library',
    async run(_, work) {
      const report = await verifyLibrary(deps, work);
      deps.record(report, work.operator);
      return report;
    },
  };
}
