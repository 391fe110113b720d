import type { CallName, Topic } from '../../shared/api.ts';

/** Which questions may have a new answer after a change; asked again only where a screen shows them. */
const AFFECTED: Record<Topic, readonly CallName[]> = {
  app: ['app.state', 'library.info'],
  library: ['app.state', 'library.info', 'backups.state'],
  evidence: [
    'evidence.list',
    'evidence.show',
    'evidence.frames',
    'evidence.continuity',
    'evidence.pages',
    'library.info',
    'exhibits.list',
    'search.query',
  ],
  places: ['places.list', 'exhibits.list', 'search.query'],
  marks: [
    'marks.list',
    'annotations.get',
    'evidence.list',
    'evidence.show',
    'exhibits.list',
    'exhibits.bundle',
    'search.query',
  ],
  annotations: ['annotations.get'],
  exhibits: ['exhibits.list', 'exhibits.bundle'],
  custody: ['custody.ledger', 'custody.head', 'custody.timestamps', 'custody.checks', 'backups.state', 'library.info'],
  history: ['history.state'],
};

export function affectedCalls(topics: Iterable<Topic>): Set<CallName> {
  const names = new Set<CallName>();
  for (const topic of topics) for (const name of AFFECTED[topic]) names.add(name);
  return names;
}
