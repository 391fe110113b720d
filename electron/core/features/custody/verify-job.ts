import * as z from 'zod';
import type { VerifyReport } from '../../../../shared/custody.ts';
import { KeptHead } from '../../../../shared/ledger-head.ts';
import type { JobDefinition } from '../../jobs/jobs.ts';
import type { VerifyDeps } from './verify-deps.ts';
import { verifyLibrary } from './verify-library.ts';

const StoredVerify = z.object({ head: KeptHead.optional() });
type StoredVerify = z.infer<typeof StoredVerify>;

/** The check of the whole library as a job. `record` notes its outcome where the library can be written. */
export function verifyJob(
  deps: VerifyDeps & { readonly record: (report: VerifyReport, operator: string) => void },
): JobDefinition<StoredVerify, VerifyReport> {
  return {
    kind: 'verify',
    parallel: 1,
    parse: (input) => StoredVerify.parse(input),
    title: () => 'Library',
    async run({ head }, work) {
      const report = await verifyLibrary(deps, head ?? null, work);
      deps.record(report, work.operator);
      return report;
    },
  };
}
