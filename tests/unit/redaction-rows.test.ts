import { describe, expect, test } from 'vitest';
import { readRedactionPacks } from '../../electron/core/features/annotations/redaction-packs.ts';
import { redactionRecords } from '../../electron/core/features/exhibits/exhibit/redaction-record.ts';
import {
  drawnTexts,
  hasUncheckedGround,
  redactionTexts,
} from '../../electron/core/features/exhibits/print/redaction-rows.ts';
import { loadSheetText } from '../../electron/core/features/exhibits/print/sheet-text.ts';
import { RedactionRecord } from '../../electron/core/features/exhibits/schema/burnt-schema.ts';
import type { SoundRedaction } from '../../shared/annotation.ts';
import type { Mark } from '../../shared/mark.ts';
import { LANGUAGES } from '../../shared/violation.ts';
import { hiding, WAYS_OF_HIDING } from '../support/burnt-clip.ts';
import { RESOURCES } from '../support/case-library.ts';

const HERE = { x: 0.1, y: 0.2, width: 0.3, height: 0.4 };
const mark = { in: { n: 5, pts: 500, md5: '' }, out: { n: 9, pts: 900, md5: '' } } as Mark;
const sound = (kind: SoundRedaction['kind']): SoundRedaction => ({
  ...{ id: kind, locked: false, kind, from: 6, to: 7, reason: 'voice', basis: 'no-such-basis' },
});
const records = () =>
  redactionRecords(
    {
      shapes: [
        ...WAYS_OF_HIDING.map((kind) => hiding(kind, [1, 20], { 1: HERE })),
        hiding('blur', [6, 8], { 6: HERE, 8: HERE }),
      ],
      silenced: [sound('mute'), sound('tone')],
    },
    mark,
    (n) => n * 100,
    readRedactionPacks(RESOURCES),
  );

describe('what an exhibit says of what it hides', () => {
  test.each(LANGUAGES)('is whole in %s: how, where, why and on what basis', (lang) => {
    const text = loadSheetText(RESOURCES, lang);
    const burnt = { redactions: records(), notes: 3 };
    const lines = redactionTexts(burnt, text);
    expect(lines).toHaveLength(7);
    expect(lines.join('\n')).not.toMatch(/\{\{|undefined|null/);
    expect(new Set(lines).size).toBe(7);
    expect(lines[4]).toContain('no-such-basis');
    expect(drawnTexts(burnt, text)[0]).toContain('3');
    expect(hasUncheckedGround(burnt, text)).toBe(lang !== 'en');
    for (const key of ['redaction.stamp', 'row.redacted', 'row.drawn']) expect(text.t(key)).not.toBe('');
  });

  test.each(['ru', 'kk'] as const)('has no sentence of another language in %s, whatever the basis', (lang) => {
    const text = loadSheetText(RESOURCES, lang);
    const packs = readRedactionPacks(RESOURCES);
    for (const { code } of packs.flatMap(({ bases }) => bases)) {
      const shape = { ...hiding('blur', [6, 8], { 6: HERE, 8: HERE }), basis: code };
      const redactions = redactionRecords({ shapes: [shape], silenced: [] }, mark, (n) => n * 100, packs);
      const [line = ''] = redactionTexts({ redactions, notes: 0 }, text);
      expect(line.replaceAll('PTS', ''), code).not.toMatch(/[A-Za-z]/);
    }
  });

  test('keeps the words of a bundle whose basis was written in one language', () => {
    const [one] = records();
    if (one === undefined) throw new Error('nothing is hidden');
    const old = RedactionRecord.parse({ ...one, basis: { ...one.basis, reference: 'A rule of its time' } });
    const burnt = { redactions: [old], notes: 0 };
    expect(redactionTexts(burnt, loadSheetText(RESOURCES, 'kk'))[0]).toContain('A rule of its time*');
  });

  test('is about its own frames, and says nothing where nothing was burnt in', () => {
    const text = loadSheetText(RESOURCES, 'en');
    expect(redactionTexts({ redactions: records(), notes: 0 }, text)[0]).toBe(
      'Covered with one colour, frames 5 to 9 (PTS 500 to 900), 10.0% from the left, 20.0% from the top, 30.0% wide, 40.0% high. Reason: Face of an uninvolved person. Basis: Only what the purpose needs: Data minimisation: nothing is disclosed that the exhibit does not need*',
    );
    expect([redactionTexts(undefined, text), drawnTexts(undefined, text)]).toEqual([[], []]);
    expect(hasUncheckedGround(undefined, loadSheetText(RESOURCES, 'kk'))).toBe(false);
  });
});
