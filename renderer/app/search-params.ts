/** What an address may say about a place inside a screen. Values come from a URL: anything wrong is left out. */
export interface ReviewSearch {
  /** Frame number to stand on. */
  readonly frame?: number;
  /** Mark to select. */
  readonly mark?: string;
  /** Evidence ids of recordings to show beside this one, joined by commas. */
  readonly beside?: string;
  /** Side of the inspector to begin with, such as `clock`. */
  readonly panel?: string;
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

/** Recordings that fit on one screen beside the open one. */
export const MOST_BESIDE = 3;

const idsOf = (value: unknown): string[] =>
  typeof value === 'string' ? [...new Set(value.split(','))].filter((id) => /^[a-z0-9-]{1,100}$/.test(id)) : [];

const idsText = (value: unknown): string | undefined => besideText(idsOf(value));

/** The ids of an address's `beside`. */
export const besideIds = (search: { readonly beside?: string | undefined }): readonly string[] =>
  idsOf(search.beside).slice(0, MOST_BESIDE);

/** The inverse; undefined for none, so that the address stays short. */
export const besideText = (ids: readonly string[]): string | undefined =>
  ids.length === 0 ? undefined : ids.slice(0, MOST_BESIDE).join(',');

const whole = (value: unknown, least: number): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= least ? value : undefined;

/** Leaves out what is undefined, so that addresses stay short. */
function present<T extends object>(values: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}

export const reviewSearch = (raw: Raw): ReviewSearch =>
  present<ReviewSearch>({
    frame: whole(raw.frame, 0),
    mark: text(raw.mark),
    beside: idsText(raw.beside),
    panel: text(raw.panel),
  });

export const documentsSearch = (raw: Raw): DocumentsSearch =>
  present<DocumentsSearch>({ page: whole(raw.page, 1), mark: text(raw.mark) });

export const exhibitsSearch = (raw: Raw): ExhibitsSearch => present<ExhibitsSearch>({ mark: text(raw.mark) });

export const librarySearch = (raw: Raw): LibrarySearch =>
  present<LibrarySearch>({ item: text(raw.item), place: text(raw.place) });
