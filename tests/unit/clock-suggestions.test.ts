import { describe, expect, it } from 'vitest';
import { inZone, readTagDate, suggestClocks } from '../../shared/clock-suggestions.ts';

const suggest = (tags: Record<string, string>) =>
  suggestClocks({ tags }).map(({ tag, meaning, shown, zone }) => [tag, meaning, shown, zone]);

describe('dates in a file', () => {
  it('are told apart by what they usually mean, the most telling first', () => {
    expect(
      suggest({
        major_brand: 'qt',
        date: '2021-05-25',
        creation_time: '2021-05-25T16:21:51.000000Z',
        'com.apple.quicktime.creationdate': '2021-05-25T21:21:51+0500',
        timecode: '10:41:01:23',
        modification_date: '2022-01-01 00:00:00.0',
        'com.android.capture.fps': '30.000000',
        DURATION: '00:00:10.5',
        encoder: 'Lavf59',
      }),
    ).toEqual([
      ['com.apple.quicktime.creationdate', 'camera', '2021-05-25T21:21:51', '+05:00'],
      ['creation_time', 'creation', '2021-05-25T16:21:51', 'Z'],
      ['date', 'software', null, null],
      ['modification_date', 'modified', '2022-01-01T00:00:00', null],
      ['timecode', 'timecode', null, null],
    ]);
  });

  it('at the zero of a calendar were never set', () => {
    expect(suggest({ creation_time: '1904-01-01T00:00:00.000000Z' })[0]?.[1]).toBe('unset');
    expect(suggest({ creation_time: '1970-01-01T00:00:10.000000Z' })[0]?.[1]).toBe('unset');
  });

  it('are read in the forms that files use, and only when they exist', () => {
    expect(readTagDate('2021:05:25 18:21:51')).toEqual({ shown: '2021-05-25T18:21:51', zone: null });
    expect(readTagDate('2021-05-25T18:21:51.250-03:30')).toEqual({ shown: '2021-05-25T18:21:51.250', zone: '-03:30' });
    expect(readTagDate('Fri Mar 10 15:28:00 2006')).toEqual({ shown: '2006-03-10T15:28:00', zone: null });
    expect(readTagDate('2024-02-29 23:59:59 UTC')?.zone).toBe('Z');
    for (const text of [
      '2021-02-30T10:00:00',
      '2021-13-01T10:00:00',
      '2021-05-25T24:00:01',
      '0',
      '',
      '\u0000',
      'x'.repeat(5000),
    ]) {
      expect(readTagDate(text), text.slice(0, 30)).toBeNull();
    }
  });

  it('are told once when a language says the same', () => {
    const date = '2011-09-25T12:09:54+0200';
    expect(suggest({ date, 'date-deu': date, 'date-fra': '2011-09-26T12:09:54+0200' }).map(([tag]) => tag)).toEqual([
      ...['date', 'date-fra'],
    ]);
  });

  it('keep silent about tags that only sound like it', () => {
    expect(suggest({ timescale: '600', TIME: 'x', update: 'yes', constructor: '2021-05-25T16:21:51Z' })).toEqual([]);
  });
});

describe('another zone', () => {
  it('shows the same instant, over midnight too', () => {
    expect(inZone('2021-05-25T21:21:51', 'Z', '+05:00')).toBe('2021-05-26T02:21:51');
    expect(inZone('2021-05-25T21:21:51.25', '+05:00', '-03:30')).toBe('2021-05-25T12:51:51.250');
    expect(inZone('2021-05-25T21:21:51', null, '+05:00')).toBe('2021-05-25T21:21:51');
  });
});
