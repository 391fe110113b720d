import { describe, expect, test } from 'vitest';
import { chordParts, type KeyPress, matches, parseChord } from '../../renderer/lib/key-chord.ts';

const press = (part: Partial<KeyPress>): KeyPress => ({
  key: '',
  code: '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...part,
});
const hit = (keys: string, part: Partial<KeyPress>) => matches(parseChord(keys), press(part));

describe('reading chords', () => {
  test('modifiers and keys', () => {
    expect(parseChord('Mod+Shift+Z')).toEqual({ key: 'Z', mod: true, shift: true, alt: false });
    expect(parseChord('Space').key).toBe(' ');
    expect(parseChord('+').key).toBe('+');
    expect(parseChord('Mod+Plus').key).toBe('+');
  });

  test('what is no chord is refused', () => {
    expect(() => parseChord('')).toThrow();
    expect(() => parseChord('Mod+')).toThrow();
    expect(() => parseChord('Hyper+Z')).toThrow();
  });

  test('parts are shown one by one', () => {
    expect(chordParts('Mod+Shift+ArrowRight')).toEqual(['Ctrl', 'Shift', '→']);
    expect(chordParts('Mod+k', true)).toEqual(['⌘', 'K']);
    expect(chordParts('F2')).toEqual(['F2']);
  });
});

describe('matching key presses', () => {
  test('letters in either case, with exactly the named modifiers', () => {
    expect(hit('M', { key: 'm', code: 'KeyM' })).toBe(true);
    expect(hit('M', { key: 'm', code: 'KeyM', ctrlKey: true })).toBe(false);
    expect(hit('M', { key: 'M', code: 'KeyM', shiftKey: true })).toBe(false);
    expect(hit('Mod+Z', { key: 'z', code: 'KeyZ', ctrlKey: true })).toBe(true);
    expect(hit('Mod+Z', { key: 'z', code: 'KeyZ', metaKey: true })).toBe(true);
    expect(hit('Mod+Z', { key: 'Z', code: 'KeyZ', ctrlKey: true, shiftKey: true })).toBe(false);
    expect(hit('Mod+Shift+Z', { key: 'Z', code: 'KeyZ', ctrlKey: true, shiftKey: true })).toBe(true);
  });

  test('a Cyrillic layout is read by the place of the key', () => {
    expect(hit('M', { key: 'ь', code: 'KeyM' })).toBe(true);
    expect(hit('Mod+Z', { key: 'я', code: 'KeyZ', ctrlKey: true })).toBe(true);
    expect(hit('[', { key: 'х', code: 'BracketLeft' })).toBe(true);
    expect(hit('3', { key: 'ң', code: 'Digit4' })).toBe(false);
    expect(hit('4', { key: 'ң', code: 'Digit4' })).toBe(true);
  });

  test('a Latin layout is read by the letter, wherever its key is', () => {
    expect(hit('Z', { key: 'z', code: 'KeyY' })).toBe(true);
    expect(hit('Z', { key: 'y', code: 'KeyZ' })).toBe(false);
  });

  test('a symbol may need Shift on the layout in use', () => {
    expect(hit('?', { key: '?', code: 'Slash', shiftKey: true })).toBe(true);
    expect(hit('?', { key: '?', code: 'Digit7', shiftKey: true })).toBe(true);
    expect(hit('?', { key: '/', code: 'Slash' })).toBe(false);
  });

  test('named keys tell Shift apart', () => {
    expect(hit('ArrowLeft', { key: 'ArrowLeft', code: 'ArrowLeft' })).toBe(true);
    expect(hit('ArrowLeft', { key: 'ArrowLeft', code: 'ArrowLeft', shiftKey: true })).toBe(false);
    expect(hit('Shift+ArrowLeft', { key: 'ArrowLeft', code: 'ArrowLeft', shiftKey: true })).toBe(true);
    expect(hit('Space', { key: ' ', code: 'Space' })).toBe(true);
    expect(hit('Space', { key: ' ', code: 'Space', shiftKey: true })).toBe(false);
  });
});
