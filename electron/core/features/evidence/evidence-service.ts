import type { RecordingClock } from '../../../../shared/clock.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { DetailField, Details, Item, Metadata } from '../../../../shared/evidence.ts';
import { type Db, inTransaction } from '../../db/open-database.ts';
import type { CustodyService } from '../custody/custody-service.ts';
import type { PlaceService } from '../places/place-service.ts';
import type { SearchService } from '../search/search-service.ts';
import type { EvidenceRepo } from './evidence-repo.ts';
import {
  type EvidenceRow,
  type Findings,
  type Identity,
  itemOf,
  metadataOf,
  type Statement,
  statementOf,
} from './evidence-rows.ts';
import { anchoredTimes, type DerivedTimes, mergedTimes, type ReadingIndex, timesOf } from './recording-clock.ts';

export interface EvidenceService {
  list(): Item[];
  /** @throws AppError not_found */
  get(id: string): Item;
  /** @throws AppError not_found */
  metadata(id: string): Metadata;
  findBySha(sha256: string): Item | undefined;
  totals(): { items: number; bytes: number };
  /**
   * Changes what is said about several items at once; fields left out stay.
   * @param indexes what the readings of a clock are proven against; only needed when `details` sets one
   * @throws AppError not_found, invalid_input
   */
  set(ids: readonly string[], details: Details, operator: string, indexes?: ReadonlyMap<string, ReadingIndex>): Item[];
  /** Records a new original, its intake note gone, in one transaction. */
  add(identity: Identity, details: Details, extra: Readonly<Record<string, unknown>>): Item;
  /** A first look, to be shown while the rest is worked out. */
  keepFirstLook(id: string, found: Findings): void;
  /**
   * Everything that was found inside the original; from here on the item is not pending any more.
   * @param index the list of frames as it is from now on: readings of a clock move to the frames that have their PTS
   */
  keepFindings(id: string, found: Findings, operator: string, index?: ReadingIndex | null): Item;
  /** Items whose original has not been looked into to the end; with ffmpeg also those that were without it. */
  unexamined(withFfmpeg: boolean): string[];
}

export interface EvidenceDeps {
  readonly db: Db;
  readonly repo: EvidenceRepo;
  readonly custody: CustodyService;
  readonly places: PlaceService;
  readonly search: SearchService;
  /** The sentence that a clock's basis is stated with. */
  readonly clockWords: (clock: RecordingClock) => string;
}

export function createEvidence(deps: EvidenceDeps): EvidenceService {
  const { db, repo, custody, places, search, clockWords } = deps;
  const row = (id: string): EvidenceRow => {
    const found = repo.find(id);
    if (found === undefined) throw unknownItem(id);
    return found;
  };

  const setOne = (id: string, details: Details, operator: string, index: ReadingIndex | undefined): void => {
    const before = statementOf(row(id));
    const after = merged(before, details, derivedTimes(itemOf(row(id)), details, index, clockWords));
    if (JSON.stringify(after) === JSON.stringify(before)) return;
    if (after.place !== null) places.ensure(after.place, operator);
    repo.setStatement(id, after);
    custody.record({ operator, action: 'evidence.details', subject: id, details: { ...after } });
    search.evidence(id);
  };

  const anchorTiming = (id: string, index: ReadingIndex, operator: string): void => {
    const before = statementOf(row(id));
    const after = { ...before, ...anchoredTimes(before, index, clockWords) };
    if (JSON.stringify(after) === JSON.stringify(before)) return;
    repo.setStatement(id, after);
    custody.record({ operator, action: 'evidence.details', subject: id, details: { ...after } });
    search.evidence(id);
  };

  return {
    list: () => repo.all().map(itemOf),
    get: (id) => itemOf(row(id)),
    metadata: (id) => metadataOf(row(id)),
    findBySha(sha256) {
      const found = repo.findBySha(sha256);
      return found === undefined ? undefined : itemOf(found);
    },
    totals: () => repo.totals(),

    set: (ids, details, operator, indexes) =>
      inTransaction(db, () => {
        for (const id of ids) setOne(id, details, operator, indexes?.get(id));
        return ids.map((id) => itemOf(row(id)));
      }),

    add: (identity, details, extra) =>
      inTransaction(db, () => {
        const said = merged(NOTHING_SAID, details, null);
        const operator = identity.importedBy;
        if (said.place !== null) places.ensure(said.place, operator);
        repo.insert(identity, said);
        repo.dropIntake(identity.sha256);
        const subject = identity.id;
        custody.record({ operator, action: 'evidence.imported', subject, details: { ...identity, ...said, ...extra } });
        search.evidence(identity.id);
        return itemOf(row(identity.id));
      }),

    keepFirstLook: (id, found) => repo.setFindings(id, found, true),

    keepFindings: (id, found, operator, index = null) =>
      inTransaction(db, () => {
        repo.setFindings(id, found, false);
        custody.record({ operator, action: 'evidence.examined', subject: id, details: { ...found } });
        if (index !== null) anchorTiming(id, index, operator);
        return itemOf(row(id));
      }),

    unexamined: (withFfmpeg) => repo.unexamined(withFfmpeg),
  };
}

const NOTHING_SAID: Statement = {
  source: null,
  custodian: null,
  place: null,
  recorded: null,
  clock: null,
  received: null,
  note: null,
  timing: null,
};

/** What a clock that is being set says; null when none is. */
function derivedTimes(
  item: Item,
  { timing }: Details,
  index: ReadingIndex | undefined,
  words: EvidenceDeps['clockWords'],
): DerivedTimes | null {
  if (timing === undefined || timing === null) return null;
  if (index === undefined) throw new Error(`no index for the clock of ${item.id}`);
  return timesOf(timing, item, index, words);
}

/** A field left out stays; null and empty text clear it. */
function merged(before: Statement, details: Details, derived: DerivedTimes | null): Statement {
  const field = (name: DetailField): string | null => {
    const value = details[name];
    if (value === undefined) return before[name];
    return value === null || value.trim() === '' ? null : value;
  };
  const stated = { recorded: field('recorded'), clock: field('clock') };
  const { recorded, clock, timing } = mergedTimes(before, details, stated, derived);
  return {
    source: field('source'),
    custodian: field('custodian'),
    place: field('place'),
    recorded,
    clock,
    received: field('received'),
    note: field('note'),
    timing,
  };
}

function unknownItem(id: string): AppError {
  return new AppError(
    'not_found',
    `There is no evidence with id ${id} in this library. List the evidence to see the ids.`,
    {
      id,
    },
  );
}
