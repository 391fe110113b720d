/** Gives every exhibit of a selection its number. Other schemes (letters, prefixes per case) would be further functions. */
export type Numbering = (position: number) => string;

/**
 * 1, 2, 3 … in the chosen order. The number is also the exhibit's folder in the bundle, so it stays within
 * `[a-z0-9._-]`. An exhibit keeps its number when others are left out of an export, so that it is called the same on
 * the screen, on the sheet and in every bundle of this order.
 */
export const consecutive: Numbering = (position) => String(position + 1);
