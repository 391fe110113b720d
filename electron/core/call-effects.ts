import type { CoreCallName, Topic } from '../../shared/api.ts';

/** What a call does beside answering. */
export interface CallEffect {
  /** Refused while the library is open for reading only. */
  readonly writes: boolean;
  /** What screens should ask for again once it has been answered. */
  readonly changes: readonly Topic[];
}

const reads: CallEffect = { writes: false, changes: [] };
const writes = (...changes: Topic[]): CallEffect => ({ writes: true, changes });

/** Every call of the contract, so that a new one cannot be forgotten here. */
export const callEffects: Readonly<Record<CoreCallName, CallEffect>> = {
  'library.info': reads,
  'library.operator': writes('library', 'custody'),
  'backups.state': reads,
  'backups.make': writes('library'),
  'evidence.import': writes('evidence'),
  'evidence.list': reads,
  'evidence.show': reads,
  'evidence.set': writes('evidence', 'places', 'exhibits', 'custody', 'history'),
  'evidence.frames': reads,
  'evidence.prepare': reads,
  'evidence.continuity': reads,
  'evidence.still': reads,
  'evidence.pages': reads,
  'places.list': reads,
  'places.set': writes('places', 'exhibits', 'custody', 'history'),
  'codebook.get': reads,
  'marks.list': reads,
  'marks.create': writes('marks', 'evidence', 'places', 'exhibits', 'custody', 'history'),
  'marks.update': writes('marks', 'places', 'exhibits', 'custody', 'history'),
  'marks.remove': writes('marks', 'evidence', 'exhibits', 'custody', 'history'),
  'marks.restore': writes('marks', 'evidence', 'exhibits', 'custody'),
  'marks.reverify': writes('marks', 'custody'),
  'marks.verify': writes(),
  'annotations.get': reads,
  'annotations.set': writes('marks', 'annotations', 'exhibits', 'custody', 'history'),
  'annotations.packs': reads,
  'exhibits.list': reads,
  'exhibits.add': writes('exhibits', 'custody', 'history'),
  'exhibits.remove': writes('exhibits', 'custody', 'history'),
  'exhibits.arrange': writes('exhibits', 'custody', 'history'),
  'exhibits.bundle': reads,
  'exhibits.setBundle': writes('exhibits', 'custody', 'history'),
  'exhibits.present': writes('exhibits', 'custody', 'history'),
  'exhibits.fixNumbers': writes('exhibits', 'custody', 'history'),
  'exhibits.apply': writes('exhibits', 'custody', 'history'),
  'exhibits.sheet': reads,
  'exhibits.pictures': reads,
  'exhibits.export': writes(),
  'custody.ledger': reads,
  'custody.head': reads,
  'custody.compareHead': reads,
  'custody.exportHead': reads,
  'custody.checks': reads,
  'custody.timestamps': reads,
  'custody.requestTimestamp': writes('custody'),
  'custody.importTimestamp': writes('custody'),
  'custody.key': reads,
  'custody.verify': reads,
  'custody.verifyBundle': reads,
  'search.query': reads,
  'jobs.list': reads,
  'jobs.cancel': reads,
  'jobs.pause': reads,
  'jobs.resume': writes(),
  'jobs.clear': reads,
  'jobs.wait': reads,
  'history.state': reads,
  'history.undo': writes('evidence', 'places', 'marks', 'annotations', 'exhibits', 'custody', 'history'),
  'history.redo': writes('evidence', 'places', 'marks', 'annotations', 'exhibits', 'custody', 'history'),
};
