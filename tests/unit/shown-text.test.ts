import { describe, expect, test } from 'vitest';
import { snippetParts } from '../../renderer/app/palette/snippet-parts.ts';
import { folderName, joinPath } from '../../renderer/features/start/library-folder.ts';
import {
  formatAgo,
  formatByteRate,
  formatBytes,
  formatDuration,
  formatInstant,
  formatStated,
} from '../../renderer/lib/format.ts';
import { visibleParts, visibleText } from '../../renderer/lib/visible-escapes.ts';

describe('numbers and times in words', () => {
  test('sizes', () => {
    expect(formatBytes(0, 'en')).toBe('0 bytes');
    expect(formatBytes(999, 'en')).toBe('999 bytes');
    expect(formatBytes(1000, 'en')).toBe('1 kB');
    expect(formatBytes(1_449_000_000, 'en')).toBe('1.4 GB');
    expect(formatBytes(123_456_789, 'en')).toBe('123 MB');
    expect(formatBytes(3.1e12, 'ru')).toBe('3,1 ТБ');
    expect(formatBytes(5e18, 'en')).toBe('5,000 PB');
    expect(formatByteRate(12_300_000, 'en')).toBe('12.3 MB/s');
  });

  test('durations', () => {
    expect(formatDuration(0)).toBe('0:00');
    expect(formatDuration(59.6)).toBe('1:00');
    expect(formatDuration(3727)).toBe('1:02:07');
    expect(formatDuration(-1)).toBe('0:00');
  });

  test('how long ago', () => {
    const now = new Date('2026-03-12T12:00:00Z');
    expect(formatAgo('2026-03-10T12:00:00Z', now, 'en')).toBe('2 days ago');
    expect(formatAgo('2026-03-12T11:59:30Z', now, 'en')).toBe('now');
    expect(formatAgo('2026-03-12T11:00:00Z', now, 'ru')).toBe('1 час назад');
  });

  test('an instant that is none shows nothing', () => expect(formatInstant('never', 'en')).toBe(''));

  test('a stated time is shown in its own zone', () => {
    expect(formatStated('2026-03-12T10:42:07+05:00')).toBe('2026-03-12 10:42:07 +05:00');
    expect(formatStated('2026-03-12T10:42:00Z')).toBe('2026-03-12 10:42 UTC');
    expect(formatStated('2026-03-12T10:42:07.5')).toBe('2026-03-12 10:42:07.5');
    expect(formatStated('odd')).toBe('odd');
  });
});

describe('names that try to look like others', () => {
  test('direction marks, controls and characters without width become visible', () => {
    expect(visibleText('photo\u202egpj.exe')).toBe('photo‹U+202E›gpj.exe');
    expect(visibleText('a\u0000b\nc')).toBe('a‹U+0000›b‹U+000A›c');
    expect(visibleText('a\u200bb\u00a0c\ufeff')).toBe('a‹U+200B›b‹U+00A0›c‹U+FEFF›');
    expect(visibleText('\u{e0041}')).toBe('‹U+E0041›');
  });

  test('letters of every script and emoji stay as they are', () => {
    for (const name of ['Хаттама әғқңөұүһі.pdf', 'ملف.mp4', '票.jpg', '🗳.png', 'a b-c_1.mov']) {
      expect(visibleParts(name)).toEqual([{ text: name, escaped: false, at: 0 }]);
    }
  });

  test('positions tell parts apart', () => {
    expect(visibleParts('\u200b\u200bx').map((part) => part.at)).toEqual([0, 1, 2]);
    expect(visibleParts('')).toEqual([]);
  });
});

describe('snippets', () => {
  test('what matched is set off, the rest is kept', () => {
    expect(snippetParts('put \u2068into\u2069 the box')).toEqual([
      { text: 'put ', matched: false, at: 0 },
      { text: 'into', matched: true, at: 4 },
      { text: ' the box', matched: false, at: 10 },
    ]);
    expect(snippetParts('plain').map((part) => part.text)).toEqual(['plain']);
    expect(snippetParts('')).toEqual([]);
  });
});

describe('folder of a new library', () => {
  test('a title becomes a name that every file system takes', () => {
    expect(folderName('Station 101 · count: "closing"?')).toBe('Station 101 · count closing');
    expect(folderName('  Учаске / 5 ')).toBe('Учаске 5');
    expect(folderName('..\u202e.')).toBe('');
    expect(folderName('CON')).toBe('CON library');
    expect(folderName('ends with dots...')).toBe('ends with dots');
    expect([...folderName('x'.repeat(300))].length).toBe(80);
  });

  test('paths keep the separators of their parent', () => {
    expect(joinPath('/home/me', 'A')).toBe('/home/me/A');
    expect(joinPath('/', 'A')).toBe('/A');
    expect(joinPath('C:\\Cases', 'A')).toBe('C:\\Cases\\A');
  });
});
