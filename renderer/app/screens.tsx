import { type FunctionComponent, lazy } from 'react';

/**
 * Screens are loaded when they are first shown. The stated type keeps the router's own type from depending on what
 * screens infer from it.
 */
const screen = (load: () => Promise<FunctionComponent>): FunctionComponent =>
  lazy(async (): Promise<{ default: FunctionComponent }> => ({ default: await load() }));

const start = () => import('../features/start/start-screen.tsx').then((file) => file.StartScreen);
const library = () => import('../features/library/library-screen.tsx').then((file) => file.LibraryScreen);
const review = () => import('../features/review/review-screen.tsx').then((file) => file.ReviewScreen);
const documents = () => import('../features/documents/documents-screen.tsx').then((file) => file.DocumentsScreen);
const exhibits = () => import('../features/exhibits/exhibits-screen.tsx').then((file) => file.ExhibitsScreen);
const custody = () => import('../features/custody/custody-screen.tsx').then((file) => file.CustodyScreen);

/** See review/open-ahead.ts. */
export async function openRecordingAhead(id: string, place: { frame: number | null; mark: string | null }) {
  const { openAhead } = await import('../features/review/open-ahead.ts');
  await openAhead(id, place);
}

export const screens = {
  start: screen(start),
  library: screen(library),
  review: screen(review),
  documents: screen(documents),
  exhibits: screen(exhibits),
  custody: screen(custody),
} as const;

/** Fetches every screen's code while nothing else happens, so that switching does not wait. */
export function loadScreensAhead(): void {
  const load = () => void Promise.all([start(), library(), review(), documents(), exhibits(), custody()]);
  requestIdleCallback(load, { timeout: 2000 });
}
