import type { Exhibit } from '../../../shared/exhibit.ts';

/** Pairs of numbers of exhibits that do not hide the same of the same pictures, each pair once, in order of the list. */
export function differingNumbers(exhibits: readonly Pick<Exhibit, 'number' | 'differsFrom'>[]): [string, string][] {
  const place = new Map(exhibits.map(({ number }, at) => [number, at]));
  return exhibits.flatMap(({ number, differsFrom = [] }) =>
    differsFrom
      .filter((other) => (place.get(other) ?? -1) > (place.get(number) ?? 0))
      .map((other): [string, string] => [number, other]),
  );
}
