/** One line of a row; `mono` lines hold only ASCII, such as hashes. */
export interface RowLine {
  readonly text: string;
  readonly mono?: boolean;
}

/** A fact with its name, as the sheet, the list and the index page show it. */
export interface FactRow {
  readonly label: string;
  readonly lines: readonly RowLine[];
}
