import type { Handlers } from '../../handlers.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import { compareHead } from './compare-head.ts';
import type { CustodyService } from './custody-service.ts';
import { exportHead } from './head-export.ts';
import type { OriginalCheckRepo } from './original-check-repo.ts';
import type { TimestampService } from './timestamp-service.ts';
import type { VerifyDeps } from './verify-deps.ts';

type Names =
  | 'custody.ledger'
  | 'custody.head'
  | 'custody.compareHead'
  | 'custody.exportHead'
  | 'custody.checks'
  | 'custody.timestamps'
  | 'custody.requestTimestamp'
  | 'custody.importTimestamp'
  | 'custody.key'
  | 'custody.verify';

export interface CustodyHandlerDeps extends Pick<VerifyDeps, 'openSnapshot' | 'libraryId'> {
  readonly custody: CustodyService;
  readonly timestamps: TimestampService;
  readonly checks: OriginalCheckRepo;
  readonly jobs: Jobs;
}

export function custodyHandlers({
  custody,
  timestamps,
  checks,
  jobs,
  ...ledger
}: CustodyHandlerDeps): Pick<Handlers, Names> {
  return {
    'custody.ledger': ({ subject }) => custody.ledger(subject),
    'custody.head': () => custody.head(),
    'custody.compareHead': ({ head }) => compareHead(ledger, head),
    'custody.exportHead': async ({ out, since }) => {
      const { signed, files } = await exportHead(custody, out, since ?? null);
      return { path: out, head: signed.head, files };
    },
    'custody.checks': () => checks.all(),
    'custody.timestamps': () => timestamps.list(),
    'custody.requestTimestamp': ({ out }) => timestamps.request(out),
    'custody.importTimestamp': ({ response, authority }, { operator }) =>
      timestamps.import(Buffer.from(response, 'base64'), authority ?? null, operator),
    'custody.key': () => custody.key(),
    'custody.verify': ({ head }, { operator }) => {
      const [job] = jobs.enqueue('verify', [{ head }], operator);
      if (job === undefined) throw new Error('the queue took no job');
      return job;
    },
  };
}
