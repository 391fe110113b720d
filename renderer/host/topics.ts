import type { CallName, Topic } from '../../shared/api.ts';

/** What an exhibit's files will show hangs on its own annotations, and on those of marks beside and near it. */
const PREVIEWS = ['exhibits.sheet', 'exhibits.pictures'] as const;

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
    ...PREVIEWS,
    'search.query',
  ],
  annotations: ['annotations.get', ...PREVIEWS],
  exhibits: ['exhibits.list', 'exhibits.bundle'],
  custody: ['custody.ledger', 'custody.head', 'custody.timestamps', 'custody.checks', 'backups.state', 'library.info'],
  history: ['history.state'],
};

export function affectedCalls(topics: Iterable<Topic>): Set<CallName> {
  const names = new Set<CallName>();
  for (const topic of topics) for (const name of AFFECTED[topic]) names.add(name);
  return names;
}
