import { assertNever } from '../../../../shared/assert-never.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Replayed } from './ledger-replay.ts';
import type { Recorded, Report, Snapshot } from './verify-deps.ts';

type Noun = 'evidence' | 'mark' | 'annotation' | 'recipe' | 'place' | 'library';

/** Compares the tables with what the ledger says, row by row and field by field. */
export function verifyTables(snapshot: Snapshot, replayed: Replayed, report: Report): void {
  compareRows('evidence', replayed.evidence, snapshot.evidence(), report);
  compareRows('mark', replayed.marks, snapshot.marks(), report);
  compareRows('annotation', replayed.annotations, snapshot.annotations(), report);
  compareRows('place', replayed.places, snapshot.places(), report);
  verifyLibraryRow(snapshot, replayed, report);
  if (canonicalJson(replayed.exhibits) !== canonicalJson(snapshot.repo.arrangedMarks())) {
    const message = 'The exhibits or their order are not what the ledger recorded last.';
    report({ code: 'exhibits_differ', path: 'exhibits', message });
  }
  verifyRecipes(snapshot, replayed, report);
}

function verifyRecipes(snapshot: Snapshot, replayed: Replayed, report: Report): void {
  const recipes = snapshot.recipes();
  compareRows('recipe', replayed.exhibitRecipes, recipes.exhibitRecipes, report);
  if (canonicalJson(replayed.bundleRecipe) !== canonicalJson(recipes.bundleRecipe)) {
    const message = 'The numbering or the groups of the exhibits are not what the ledger recorded last.';
    report({ code: 'exhibits_differ', path: 'exhibits', message });
  }
  if (canonicalJson(replayed.exhibitNumbers) !== canonicalJson(recipes.exhibitNumbers)) {
    const message = 'The numbers that were given to exhibits are not what the ledger recorded last.';
    report({ code: 'exhibits_differ', path: 'exhibits', message });
  }
}

function verifyLibraryRow(snapshot: Snapshot, replayed: Replayed, report: Report): void {
  const row = { ...snapshot.library(), publicKey: snapshot.repo.key()?.publicKey };
  const fields = differingFields(replayed.library, row);
  if (fields.length === 0) return;
  const message = `The library's own ${listed(fields)} ${isOrAre(fields)} not what the ledger recorded.`;
  report({ code: 'library_differs', path: 'library', message });
}

function compareRows(
  noun: Noun,
  expected: ReadonlyMap<string, Recorded>,
  actual: ReadonlyMap<string, Recorded>,
  report: Report,
) {
  for (const [id, state] of expected) {
    const row = actual.get(id);
    const what = named(noun, id, state);
    if (row === undefined) {
      report({
        code: `${noun}_missing`,
        path: `${noun}/${id}`,
        message: `${what} is in the ledger, but was removed from the library's tables.`,
      });
      continue;
    }
    const fields = differingFields(state, row);
    if (fields.length === 0) continue;
    const message = `${what}: ${listed(fields)} ${isOrAre(fields)} not what the ledger recorded.`;
    report({ code: `${noun}_differs`, path: `${noun}/${id}`, message });
  }
  for (const [id, row] of actual) {
    if (expected.has(id)) continue;
    const message = `${named(noun, id, row)} is in the library's tables, but the ledger knows nothing of it.`;
    report({ code: `${noun}_unknown`, path: `${noun}/${id}`, message });
  }
}

/** Names of the fields that are not the same on both sides. */
function differingFields(expected: Recorded, actual: Recorded): string[] {
  const names = [...new Set([...Object.keys(expected), ...Object.keys(actual)])];
  return names.filter((name) => canonicalJson(expected[name] ?? null) !== canonicalJson(actual[name] ?? null));
}

function named(noun: Noun, id: string, state: Recorded): string {
  switch (noun) {
    case 'evidence':
      return `Evidence ${id} “${String(state.originalName)}” (SHA-256 ${String(state.sha256)})`;
    case 'mark':
      return `Mark ${id} “${String(state.title)}”`;
    case 'annotation':
      return `The entry of annotations and redactions of mark ${id}`;
    case 'recipe':
      return `How mark ${id} is presented as an exhibit`;
    case 'place':
      return `Place “${id}”`;
    case 'library':
      return 'The library';
    default:
      return assertNever(noun);
  }
}

const listed = (fields: readonly string[]): string => fields.join(', ');
const isOrAre = (fields: readonly string[]): string => (fields.length === 1 ? 'is' : 'are');
