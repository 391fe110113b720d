import { describe, expect, test } from 'vitest';
import { labelFor, Numbering, numbersFor, PLAIN_NUMBERING } from '../../shared/exhibit-number.ts';
import { bySection, chosenText, NO_RECIPE, withChange } from '../../shared/exhibit-recipe.ts';
import { folderName } from '../../shared/transliterate.ts';

const numbering = (some: Partial<Numbering>): Numbering => ({ ...PLAIN_NUMBERING, ...some });
const labels = (given: readonly { label: string }[]) => given.map(({ label }) => label);

describe('a number as it is printed', () => {
  test.each([
    [{}, [1, 2, 10], ['1', '2', '10']],
    [{ prefix: 'А-' }, [1, 12], ['А-1', 'А-12']],
    [{ prefix: 'Ә-', digits: 3 }, [7, 1234], ['Ә-007', 'Ә-1234']],
    [{ style: 'latin' as const }, [1, 26, 27, 702, 703], ['A', 'Z', 'AA', 'ZZ', 'AAA']],
    [{ style: 'cyrillic' as const, prefix: '№ ' }, [1, 7, 8, 25, 26], ['№ А', '№ Ж', '№ И', '№ Я', '№ АА']],
  ])('%j', (some, ordinals, expected) => {
    expect(ordinals.map((ordinal) => labelFor(numbering(some), ordinal))).toEqual(expected);
  });

  test.each(['А-', 'Дело 5/', 'Ұ.', 'é_', '№'])('may begin with %s', (prefix) => {
    expect(Numbering.parse({ prefix }).prefix).toBe(prefix);
  });

  test.each([' А', '<b>', 'a\u202E', '\n', 'x'.repeat(21)])('may not begin with %j', (prefix) => {
    expect(Numbering.safeParse({ prefix }).success).toBe(false);
  });
});

describe('the name of its folder', () => {
  test.each([
    ['А-1', 'a-1'],
    ['Ә/Қ 12', 'ae-q-12'],
    ['Щё.Й', 'shchyo.y'],
    ['Ұғың', 'uughyng'],
    ['É-1', 'e-1'],
    ['№', 'no'],
    ['--', 'x'],
    ['Con', 'x-con'],
    ['com1', 'x-com1'],
    ['本', 'x'],
  ])('%s gives %s', (text, name) => expect(folderName(text)).toBe(name));

  test('is one that every reader takes, whatever the label', () => {
    for (let code = 0; code < 0x3000; code++) {
      expect(folderName(String.fromCodePoint(code))).toMatch(/^[a-z0-9][a-z0-9._-]{0,99}$/);
    }
  });
});

describe('numbers for exhibits', () => {
  test('follow the order while none was given', () => {
    const made = numbersFor(['b', 'a'], numbering({ prefix: 'А-', start: 5 }), []);
    expect(made).toEqual([
      { markId: 'b', ordinal: 5, label: 'А-5', number: 'a-5' },
      { markId: 'a', ordinal: 6, label: 'А-6', number: 'a-6' },
    ]);
  });

  test('once given stay, and a withdrawn one is never given again', () => {
    const given = numbersFor(['a', 'b', 'c'], numbering({}), []);
    expect(labels(numbersFor(['c', 'd', 'a'], numbering({}), given))).toEqual(['3', '4', '1']);
    expect(labels(numbersFor(['d'], numbering({}), given.slice(0, 2)))).toEqual(['3']);
  });

  test('of another scheme go on behind, and no two exhibits share a label or a folder', () => {
    const given = numbersFor(['a'], numbering({ prefix: 'A-' }), []);
    const [, second] = numbersFor(['a', 'b'], numbering({ prefix: 'А-', start: 1 }), given);
    expect(second).toMatchObject({ ordinal: 2, label: 'А-2', number: 'a-2' });
    const taken = [{ markId: 'x', ordinal: 1, label: 'A-2', number: 'a-2' }];
    expect(numbersFor(['b'], numbering({ prefix: 'А-' }), taken)).toMatchObject([{ label: 'А-2', number: 'a-2-2' }]);
    const same = [{ markId: 'x', ordinal: 1, label: '2', number: '2' }];
    expect(labels(numbersFor(['b'], numbering({}), same))).toEqual(['3']);
  });
});

describe('a recipe', () => {
  test('keeps what a change leaves out, and no empty text', () => {
    const first = withChange(NO_RECIPE, { caption: { en: ' Box ', ru: ' ' }, before: 5 });
    expect(first).toEqual({ ...NO_RECIPE, caption: { en: 'Box' }, before: 5 });
    expect(withChange(first, { caption: {}, group: 'g' })).toEqual({ ...NO_RECIPE, before: 5, group: 'g' });
  });

  test('is read in the wanted language, else in the first there is', () => {
    expect(chosenText({ ru: 'Да' }, 'kk')).toEqual({ lang: 'ru', text: 'Да' });
    expect(chosenText({ en: 'Yes', kk: 'Иә' }, 'kk')).toEqual({ lang: 'kk', text: 'Иә' });
    expect(chosenText({ en: '  ' }, 'en')).toBeNull();
  });

  test('puts sections in order, and what is in none first', () => {
    const groups = [
      { id: 'one', title: 'One' },
      { id: 'two', title: 'Two' },
    ];
    const of: Record<string, string | null> = { a: 'two', b: null, c: 'one', d: 'two', e: 'gone' };
    expect(bySection(['a', 'b', 'c', 'd', 'e'], groups, (id) => of[id] ?? null)).toEqual(['b', 'e', 'c', 'a', 'd']);
  });
});
