/** Id of an item's row or card in the page, by which the list names the one that the keyboard stands on. */
export const rowId = (itemId: string): string => `evidence-${itemId}`;
