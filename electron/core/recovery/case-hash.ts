import { createHash } from 'node:crypto';
import type { LedgerEntry } from '../../../shared/custody.ts';
import { canonicalJson } from '../features/custody/canonical-json.ts';
import { emptyReplay, type Replayed, replay } from '../features/custody/ledger-replay.ts';
import type { Recorded, Snapshot } from '../features/custody/verify-deps.ts';

/** What a ledger says should be in the tables. */
export function replayAll(entries: Iterable<LedgerEntry>): Replayed {
  const state = emptyReplay();
  for (const entry of entries) replay(state, entry);
  return state;
}

/** What is in the tables, in the same shape. */
export function stateOf(snapshot: Snapshot): Replayed {
  return {
    library: snapshot.library(),
    evidence: new Map(snapshot.evidence()),
    marks: new Map(snapshot.marks()),
    annotations: new Map(snapshot.annotations()),
    places: new Map(snapshot.places()),
    exhibits: snapshot.repo.arrangedMarks(),
    ...snapshot.recipes(),
    exhibitRecipes: new Map(snapshot.recipes().exhibitRecipes),
  };
}

/**
 * SHA-256 over the canonical JSON (RFC 8785) of everything that a ledger restores: the library without its key, and
 * evidence, marks, annotations and places as lists in order of their ids, and the exhibits in their own. Fields that are null are left out,
 * because an older entry says nothing of them.
 */
export function caseHash({ library, evidence, marks, annotations, places, exhibits, ...recipes }: Replayed): string {
  const { publicKey: _, ...plain } = library;
  const whole = {
    library: withoutNulls(plain),
    evidence: listed(evidence),
    marks: listed(marks),
    // Left out where there are none, so that the hash of a case of an earlier version stays what it was.
    ...(annotations.size === 0 ? {} : { annotations: listed(annotations) }),
    places: listed(places),
    exhibits,
    ...recipeParts(recipes),
  };
  return createHash('sha256').update(canonicalJson(whole), 'utf8').digest('hex');
}

/** Left out where there are none, as annotations are. */
function recipeParts({
  bundleRecipe,
  exhibitRecipes,
  exhibitNumbers,
}: Pick<Replayed, 'bundleRecipe' | 'exhibitRecipes' | 'exhibitNumbers'>): Recorded {
  return {
    ...(bundleRecipe === null ? {} : { bundleRecipe }),
    ...(exhibitRecipes.size === 0 ? {} : { exhibitRecipes: listed(exhibitRecipes) }),
    ...(exhibitNumbers.length === 0 ? {} : { exhibitNumbers }),
  };
}

function listed(rows: ReadonlyMap<string, Recorded>): readonly (readonly [string, Recorded])[] {
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, state]) => [id, withoutNulls(state)]);
}

function withoutNulls(state: Recorded): Recorded {
  return Object.fromEntries(Object.entries(state).filter(([, value]) => value !== null && value !== undefined));
}
