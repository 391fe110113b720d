import { describe, expect, it } from 'vitest';
import { fieldNumber, linesOf, nextView, stepField } from '../../renderer/features/review/fields/field-steps.ts';

describe('fields', () => {
  it('are the lines that come first or second in time', () => {
    expect([linesOf('first', 'top'), linesOf('second', 'top')]).toEqual(['top', 'bottom']);
    expect([linesOf('first', 'bottom'), linesOf('second', 'bottom')]).toEqual(['bottom', 'top']);
    expect([linesOf('frame', 'top'), linesOf('first', 'progressive')]).toEqual([null, null]);
  });

  it('are stepped through in time: n first, n second, n+1 first', () => {
    const way = [];
    let at = stepField({ n: 4, view: 'first' }, 1, 9);
    for (let i = 0; i < 4; i++, at = stepField(at, 1, 9)) way.push(`${at.n} ${at.view}`);
    expect(way).toEqual(['4 second', '5 first', '5 second', '6 first']);
    expect(stepField({ n: 5, view: 'first' }, -1, 9)).toEqual({ n: 4, view: 'second' });
    expect(stepField({ n: 5, view: 'second' }, -1, 9)).toEqual({ n: 5, view: 'first' });
  });

  it('end with the first field of the first frame and the second of the last', () => {
    expect(stepField({ n: 0, view: 'first' }, -1, 9)).toEqual({ n: 0, view: 'first' });
    expect(stepField({ n: 9, view: 'second' }, 1, 9)).toEqual({ n: 9, view: 'second' });
  });

  it('leave whole frames alone', () => {
    expect(stepField({ n: 4, view: 'frame' }, 1, 9)).toEqual({ n: 5, view: 'frame' });
    expect(stepField({ n: 0, view: 'frame' }, -1, 9)).toEqual({ n: 0, view: 'frame' });
    expect(stepField({ n: 9, view: 'frame' }, 1, 9)).toEqual({ n: 9, view: 'frame' });
  });

  it('are counted in time, and the key goes round the views', () => {
    expect([fieldNumber(3, 'first'), fieldNumber(3, 'second')]).toEqual([6, 7]);
    expect([nextView('frame'), nextView('first'), nextView('second')]).toEqual(['first', 'second', 'frame']);
  });
});
