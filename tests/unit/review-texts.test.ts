import { describe, expect, it } from 'vitest';
import { AS_IT_IS, isChanged, lightFilter } from '../../renderer/features/documents/light.ts';
import { pageSize, pageWidth, turnedSize } from '../../renderer/features/documents/page-scale.ts';
import { copyLine, readOutOf, sinceFirst } from '../../renderer/features/review/read-out-text.ts';
import { stillName } from '../../renderer/features/review/still-name.ts';
import { tickText } from '../../renderer/features/review/timeline/timeline-scale.ts';
import { recordedOf } from '../../renderer/ui/marks/wall-clock.ts';
import { HANDLES, turnedHandle } from '../../renderer/ui/viewer/region-geometry.ts';
import type { FrameIndex } from '../../shared/frames.ts';

const index: FrameIndex = { timeBase: [1, 90_000], pts: [900_000, 903_003, 1_000_000], keys: [0] };

describe('read-out', () => {
  const recorded = recordedOf({ timing: null, recorded: '2026-03-12T10:42:07+05:00' }, index);

  it('says frame, PTS, stream time and the clock since the first picture', () => {
    expect(readOutOf(index, 2, recorded, 'en')).toEqual({
      frame: '2',
      last: '2',
      pts: '1,000,000',
      timeBase: '1/90,000',
      time: '00:00:11.111',
      clock: { date: '2026-03-12', time: '10:42:08.111', zone: '+05:00', within: null, shown: null },
    });
    expect(readOutOf(index, 0, null, 'en').clock).toBeNull();
    expect(sinceFirst(index, 1)).toBeCloseTo(0.0333667, 6);
  });

  it('copies a line that programs can read', () => {
    const clock = readOutOf(index, 1, recorded, 'en').clock;
    expect(copyLine('a.ts', index, 1, clock, 'camera')).toBe(
      'a.ts · frame 1 · PTS 903003 × 1/90000 s · 00:00:10.033 · 2026-03-12 10:42:07.033 +05:00 (camera)',
    );
    expect(copyLine('a.ts', index, 1, clock && { ...clock, within: 1040 }, null)).toContain(' +05:00 ± 1.1 s');
    expect(copyLine('a.ts', index, 0, null, null)).toBe('a.ts · frame 0 · PTS 900000 × 1/90000 s · 00:00:10.000');
  });
});

describe('ruler', () => {
  it('is as fine as its steps', () => {
    expect(tickText(38_527, 60)).toBe('10:42');
    expect(tickText(38_527, 1)).toBe('10:42:07');
    expect(tickText(38_527.5, 0.5)).toBe('10:42:07.5');
    expect(tickText(38_527.25, 0.05)).toBe('10:42:07.250');
    expect(tickText(86_400 + 60, 60)).toBe('00:01');
  });
});

describe('still names', () => {
  it('keep the recording’s name, safely', () => {
    expect(stillName('IMG_4217.MOV', 12_345)).toBe('IMG_4217-f12345.png');
    expect(stillName('../../etc/passwd', 1)).toBe('.._.._etc_passwd-f1.png');
    expect(stillName('Учаскесі №101.mp4', 0)).toBe('Учаскесі _101-f0.png');
    expect(stillName('///.mp4', 0)).toBe('_-f0.png');
    expect(stillName('.mp4', 0)).toBe('frame-f0.png');
  });
});

describe('pages', () => {
  it('are as large as printed, pictures pixel by pixel', () => {
    expect(pageSize({ kind: 'document' }, { width: 72, height: 144 })).toEqual({ width: 96, height: 192 });
    expect(pageSize({ kind: 'image' }, { width: 72, height: 144 })).toEqual({ width: 72, height: 144 });
    expect(turnedSize({ width: 1, height: 2 }, 270)).toEqual({ width: 2, height: 1 });
  });

  it('are asked for in few widths', () => {
    expect(pageWidth(600, 1)).toBe(640);
    expect(pageWidth(600, 2)).toBe(1280);
    expect(pageWidth(99_999, 2)).toBe(3840);
  });

  it('know which side a handle moves in a turned view', () => {
    expect(turnedHandle('ne', 90)).toBe('nw');
    expect(turnedHandle('n', 180)).toBe('s');
    expect(new Set(HANDLES.map((at) => turnedHandle(at, 270))).size).toBe(8);
  });

  it('are lit only when asked', () => {
    expect(lightFilter(AS_IT_IS)).toBeUndefined();
    expect(isChanged({ ...AS_IT_IS, inverted: true })).toBe(true);
    expect(lightFilter({ brightness: 120, contrast: 80, inverted: true })).toBe(
      'brightness(120%) contrast(80%) invert(1)',
    );
  });
});
