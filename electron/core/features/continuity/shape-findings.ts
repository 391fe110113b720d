import type { ContinuityFinding } from '../../../../shared/continuity.ts';
import type { PictureShape } from '../../media/decoded-index.ts';
import { countText, findingList } from './finding-words.ts';

const MOST_LISTED = 20;

/** Where pictures become larger or smaller, or are coded in another pixel format. */
export function shapeFindings(shapes: readonly PictureShape[]): ContinuityFinding[] {
  const found = findingList('size_change', MOST_LISTED);
  shapes.slice(1).forEach(({ from, shape }, i) => {
    const [size, format] = shape.split(' ');
    const [wasSize, wasFormat] = (shapes[i]?.shape ?? '').split(' ');
    const sizes = size === wasSize ? [] : [`from ${timesText(wasSize)} to ${timesText(size)} pixels`];
    const formats = format === wasFormat ? [] : [`from pixel format ${wasFormat} to ${format}`];
    const message = `At frame ${countText(from)} the pictures change ${[...sizes, ...formats].join(' and ')}.`;
    found.add(() => ({ kind: 'size_change', first: Math.max(0, from - 1), last: from, amount: null, message }));
  });
  return found.done();
}

const timesText = (size = ''): string => size.replace('x', ' × ');
