/**
 * Characters that could make one name look like another: controls, marks that turn the direction of text, and what
 * programs draw nothing for, assigned or not (Unicode, DerivedCoreProperties, Default_Ignorable_Code_Point). A name on
 * evidence must show them.
 */
export const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}\u00a0]/u;

export interface NamePart {
  readonly text: string;
  /** True for a stand-in such as `U+202E` that is not part of the name itself. */
  readonly escaped: boolean;
  /** Where the part starts in the name, in UTF-16 units. */
  readonly at: number;
}

/** Stands for a character by its number: `‹U+202E›`. */
export const namedCharacter = (character: string): string => `‹${codePoint(character)}›`;

const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** Splits a name into plain text and visible stand-ins for what would be invisible or would reorder the line. */
export function visibleParts(name: string): NamePart[] {
  const parts: NamePart[] = [];
  let at = 0;
  for (const character of name) {
    const escaped = HIDDEN.test(character);
    const last = parts.at(-1);
    if (!escaped && last !== undefined && !last.escaped) {
      parts[parts.length - 1] = { ...last, text: last.text + character };
    } else {
      parts.push({ text: escaped ? codePoint(character) : character, escaped, at });
    }
    at += character.length;
  }
  return parts;
}

/** The same as one string, for titles and for places that take text only. */
export const visibleText = (name: string): string =>
  visibleParts(name)
    .map((part) => (part.escaped ? `‹${part.text}›` : part.text))
    .join('');

/** As {@link visibleText} for text that is set in lines: line ends stay, and so do spaces at which no line is broken. */
export const visibleLines = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .split(/([\n\u00a0]+)/)
    .map((part, at) => (at % 2 === 1 ? part : visibleText(part)))
    .join('');

/** The spaces that languages put into numbers and dates as the one that every font and program has. */
export const plainSpaces = (text: string): string => text.replace(/[\u00a0\u2009\u202f]/g, ' ');
