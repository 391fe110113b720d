import { describe, expect, test } from 'vitest';
import { readStated, readZone, splitStated, ZONES } from '../../renderer/lib/stated-time.ts';
import { Details } from '../../shared/evidence.ts';

const iso = (text: string, zone = '+05:00') => {
  const read = readStated(text, zone);
  return read.ok ? read.iso : 'unreadable';
};

describe('times as people state them', () => {
  test.each([
    ['2026-03-12 10:42:07', '2026-03-12T10:42:07+05:00'],
    ['2026-3-2 9:05', '2026-03-02T09:05:00+05:00'],
    ['12.03.2026 10:42', '2026-03-12T10:42:00+05:00'],
    ['2026-03-12T10:42:07.250', '2026-03-12T10:42:07.250+05:00'],
    ['2026-03-12 10:42:07 +6', '2026-03-12T10:42:07+06:00'],
    ['2026-03-12 10:42:07Z', '2026-03-12T10:42:07Z'],
    [' 2024-02-29 23:59:59 ', '2024-02-29T23:59:59+05:00'],
    ['', null],
  ])('%s', (text, expected) => expect(iso(text)).toBe(expected));

  test.each([
    '2026-02-30 10:00',
    '2025-02-29 10:00',
    '2026-13-01 10:00',
    '2026-03-12 24:01',
    '2026-03-12 10:60',
    '2026-03-12',
    '10:42',
    'yesterday',
    '2026-03-12 10:42 +19',
  ])('%s is not taken', (text) => expect(iso(text)).toBe('unreadable'));

  test('without a zone it stays without one', () => expect(iso('2026-03-12 10:42', '')).toBe('2026-03-12T10:42:00'));

  test('what is kept comes apart and together again', () => {
    for (const zone of [...ZONES, '']) {
      const kept = `2026-03-12T10:42:07${zone}`;
      const { text, zone: shown } = splitStated(kept);
      expect(iso(text, shown)).toBe(kept);
      expect(Details.safeParse({ recorded: kept }).success).toBe(true);
    }
    expect(splitStated(null)).toEqual({ text: '', zone: '' });
    expect(splitStated('odd')).toEqual({ text: 'odd', zone: '' });
  });

  test('zones', () => {
    expect(readZone('+5')).toBe('+05:00');
    expect(readZone('-0330')).toBe('-03:30');
    expect(readZone('utc')).toBe('Z');
    expect(readZone('+15')).toBeNull();
    expect(readZone('+05:75')).toBeNull();
  });
});
