/** A key with its modifiers, as commands write it. */
export interface Chord {
  readonly key: string;
  readonly mod: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

/** The parts of a KeyboardEvent that matter, so that rules can be tested without a browser. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

const NAMED: Readonly<Record<string, string>> = { space: ' ', plus: '+', esc: 'Escape', del: 'Delete' };

/** Reads `Mod+Shift+Z`. Throws on a chord without a key, which is a mistake in code and not of a person. */
export function parseChord(text: string): Chord {
  const parts = text === '+' ? ['+'] : text.split('+');
  const name = parts.at(-1) ?? '';
  if (name === '') throw new Error(`not a key: ${text}`);
  const modifiers = new Set(parts.slice(0, -1).map((part) => part.toLowerCase()));
  for (const each of modifiers) if (!['mod', 'shift', 'alt'].includes(each)) throw new Error(`not a modifier: ${each}`);
  return {
    key: NAMED[name.toLowerCase()] ?? name,
    mod: modifiers.has('mod'),
    shift: modifiers.has('shift'),
    alt: modifiers.has('alt'),
  };
}

/** Where a US keyboard has a character, for layouts that type other letters there (Cyrillic). */
const PHYSICAL: Readonly<Record<string, string>> = {
  '[': 'BracketLeft',
  ']': 'BracketRight',
  ',': 'Comma',
  '.': 'Period',
  '/': 'Slash',
  '-': 'Minus',
  '=': 'Equal',
};

function physicalCode(key: string): string | undefined {
  if (/^[a-z]$/i.test(key)) return `Key${key.toUpperCase()}`;
  if (/^[0-9]$/.test(key)) return `Digit${key}`;
  return PHYSICAL[key];
}

const isAscii = (text: string): boolean => text.length === 1 && text.charCodeAt(0) < 128;

function sameKey(chord: Chord, press: KeyPress): boolean {
  if (press.key.toLowerCase() === chord.key.toLowerCase()) return true;
  // A Cyrillic layout sends its own letter: then the place of the key decides. A Latin one decides by the letter.
  if (isAscii(press.key) || press.key.length !== 1) return false;
  return physicalCode(chord.key) === press.code;
}

/** Characters that need Shift on some layouts: there Shift is part of the character and not a modifier. */
const isSymbol = (key: string): boolean => key.length === 1 && key !== ' ' && !/[a-z0-9]/i.test(key);

export function matches(chord: Chord, press: KeyPress): boolean {
  if (chord.mod !== (press.ctrlKey || press.metaKey)) return false;
  if (chord.alt !== press.altKey) return false;
  if (chord.shift !== press.shiftKey && !isSymbol(chord.key)) return false;
  return sameKey(chord, press);
}

const SHOWN: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Delete: 'Del',
  Backspace: '⌫',
  Enter: '↵',
};

/** How a chord is shown to a person: `Ctrl` `Shift` `Z`. */
export function chordParts(text: string, mac = false): string[] {
  const chord = parseChord(text);
  const parts: string[] = [];
  if (chord.mod) parts.push(mac ? '⌘' : 'Ctrl');
  if (chord.alt) parts.push(mac ? '⌥' : 'Alt');
  if (chord.shift) parts.push(mac ? '⇧' : 'Shift');
  parts.push(SHOWN[chord.key] ?? (chord.key.length === 1 ? chord.key.toUpperCase() : chord.key));
  return parts;
}
