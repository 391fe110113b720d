import type { Handlers } from '../../handlers.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import type { CustodyService } from './custody-service.ts';

type Names = 'custody.ledger' | 'custody.head' | 'custody.key' | 'custody.verify';

export function custodyHandlers(custody: CustodyService, jobs: Jobs): Pick<Handlers, Names> {
  return {
    'custody.ledger': ({ subject }) => custody.ledger(subject),
    'custody.head': () => custody.head(),
    'custody.key': () => custody.key(),
    'custody.verify': (_, { operator }) => {
      const [job] = jobs.enqueue('verify', [{}], operator);
      if (job === undefined) throw new Error('the queue took no job');
      return job;
    },
  };
}
