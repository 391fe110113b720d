import type { GivenNumber } from '../../../shared/exhibit-number.ts';
import type { Mark } from '../../../shared/mark.ts';
import type { Place } from '../../../shared/place.ts';
import type { Db } from '../db/open-database.ts';
import { annotationRepo } from '../features/annotations/annotation-repo.ts';
import { canonicalJson } from '../features/custody/canonical-json.ts';
import type { Replayed } from '../features/custody/ledger-replay.ts';
import type { Recorded } from '../features/custody/verify-deps.ts';
import { evidenceRepo } from '../features/evidence/evidence-repo.ts';
import type { Findings, Identity, Statement } from '../features/evidence/evidence-rows.ts';
import { exhibitRepo } from '../features/exhibits/exhibit-repo.ts';
import { recipeRepo } from '../features/exhibits/recipe/recipe-repo.ts';
import { libraryRepo } from '../features/library/library-repo.ts';
import { markRepo } from '../features/marks/mark-repo.ts';
import { placeRepo } from '../features/places/place-repo.ts';

/** MD5s of the pictures of marks, by the mark's id. */
export type PictureBlocks = ReadonlyMap<string, Uint8Array>;

/**
 * Brings the tables to what a ledger says: rows that are missing are added in its order, others changed where they
 * differ. Rows that the ledger knows nothing of stay, and `verify` names them. Call it inside a transaction.
 */
export function writeState(db: Db, wanted: Replayed, blocks: PictureBlocks): void {
  writeLibrary(db, wanted.library);
  writePlaces(db, wanted.places);
  writeEvidence(db, wanted.evidence);
  writeMarks(db, wanted.marks, blocks);
  writeAnnotations(db, wanted);
  const exhibits = exhibitRepo(db);
  const order = wanted.exhibits.map(String);
  if (canonicalJson(exhibits.order()) !== canonicalJson(order)) exhibits.setOrder(order);
  writeRecipes(db, wanted);
}

const same = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);

function writeLibrary(db: Db, wanted: Recorded): void {
  const libraries = libraryRepo(db);
  const { id, title, operator, codebook, createdAt, verifiedAt, verifiedOk } = wanted as Record<string, string>;
  const text = (value: unknown): string => String(value ?? '');
  if (libraries.get() === undefined) {
    const row = { id: text(id), title: text(title), codebook: text(codebook), created_at: text(createdAt) };
    libraries.insert({ ...row, operator: text(operator) });
  }
  libraries.setOperator(text(operator));
  if (typeof verifiedAt === 'string') libraries.setVerified(verifiedAt, Boolean(verifiedOk));
}

function writePlaces(db: Db, wanted: ReadonlyMap<string, Recorded>): void {
  const places = placeRepo(db);
  const there = places.recorded();
  for (const [code, state] of wanted) {
    if (!same(there.get(code), state)) places.put(state as unknown as Place);
  }
}

function writeEvidence(db: Db, wanted: ReadonlyMap<string, Recorded>): void {
  const items = evidenceRepo(db);
  const there = items.recorded();
  for (const [id, state] of wanted) {
    const before = there.get(id);
    if (same(before, state)) continue;
    // The state holds the fields of all three, in the names that the repository uses.
    const said = state as unknown as Statement;
    if (before === undefined) items.insert(state as unknown as Identity, said);
    else items.setStatement(id, said);
    if (state.kind !== undefined) items.setFindings(id, state as unknown as Findings, false);
    items.dropIntake(String(state.sha256));
  }
}

function writeMarks(db: Db, wanted: ReadonlyMap<string, Recorded>, blocks: PictureBlocks): void {
  const marks = markRepo(db);
  const there = marks.recorded();
  for (const [id, state] of wanted) {
    const before = there.get(id);
    if (same(before, state)) continue;
    const { removedAt, pictures, ...mark } = state as unknown as Mark & { removedAt: string | null; pictures: unknown };
    if (before === undefined) marks.insert(mark);
    else marks.update(mark);
    marks.setRemoved(id, removedAt);
    if (before?.pictures !== pictures) marks.setPictures(id, blocks.get(id) ?? null);
  }
}

/** Of marks that the ledger knows, those rows go that it knows nothing of: they were taken away. */
function writeAnnotations(db: Db, { marks, annotations: wanted }: Replayed): void {
  const annotations = annotationRepo(db);
  const there = annotations.recorded();
  for (const [id, state] of wanted) {
    if (!same(there.get(id), state)) annotations.put(id, canonicalJson(state));
  }
  for (const id of there.keys()) if (marks.has(id) && !wanted.has(id)) annotations.drop(id);
}

function writeRecipes(db: Db, { marks, bundleRecipe, exhibitRecipes, exhibitNumbers }: Replayed): void {
  const recipes = recipeRepo(db);
  const there = recipes.recorded();
  if (!same(there.bundleRecipe, bundleRecipe)) {
    recipes.putBundle(bundleRecipe === null ? null : canonicalJson(bundleRecipe));
  }
  for (const [id, state] of exhibitRecipes) {
    if (!same(there.exhibitRecipes.get(id), state)) recipes.put(id, canonicalJson(state));
  }
  for (const id of there.exhibitRecipes.keys()) if (marks.has(id) && !exhibitRecipes.has(id)) recipes.put(id, null);
  if (!same(there.exhibitNumbers, exhibitNumbers)) recipes.putNumbers(exhibitNumbers as readonly GivenNumber[]);
}
