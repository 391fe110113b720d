/** What an address may say about a place inside a screen. Values come from a URL: anything wrong is left out. */
export interface ReviewSearch {
  /** Frame number to stand on. */
  readonly frame?: number;
  /** Mark to select. */
  readonly mark?: string;
}

export interface DocumentsSearch {
  /** Page, counted from 1. */
  readonly page?: number;
  readonly mark?: string;
}

export interface ExhibitsSearch {
  readonly mark?: string;
}

export interface LibrarySearch {
  /** Item to select. */
  readonly item?: string;
  /** Place to show only. */
  readonly place?: string;
}

type Raw = Readonly<Record<string, unknown>>;

const text = (value: unknown): string | undefined => {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' && value.length <= 100 ? value : undefined;
};

const whole = (value: unknown, least: number): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= least ? value : undefined;

/** Leaves out what is undefined, so that addresses stay short. */
function present<T extends object>(values: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}

export const reviewSearch = (raw: Raw): ReviewSearch =>
  present<ReviewSearch>({ frame: whole(raw.frame, 0), mark: text(raw.mark) });

export const documentsSearch = (raw: Raw): DocumentsSearch =>
  present<DocumentsSearch>({ page: whole(raw.page, 1), mark: text(raw.mark) });

export const exhibitsSearch = (raw: Raw): ExhibitsSearch => present<ExhibitsSearch>({ mark: text(raw.mark) });

export const librarySearch = (raw: Raw): LibrarySearch =>
  present<LibrarySearch>({ item: text(raw.item), place: text(raw.place) });
