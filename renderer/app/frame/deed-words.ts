/** The core says `Undo: change details of “a.mp4”`; what was done stands after the colon. */
export const deedWords = (words: string | null): string | null =>
  words === null ? null : words.replace(/^(?:Undo|Redo): /, '');
