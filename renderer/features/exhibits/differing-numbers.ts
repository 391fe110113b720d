import type { PresentedExhibit } from '../../../shared/exhibit.ts';

/** Pairs of printed numbers of exhibits that do not hide the same of the same pictures, each pair once, in order of the list. */
export function differingNumbers(
  exhibits: readonly Pick<PresentedExhibit, 'label' | 'differsFrom'>[],
): [string, string][] {
  const place = new Map(exhibits.map(({ label }, at) => [label, at]));
  return exhibits.flatMap(({ label, differsFrom = [] }) =>
    differsFrom
      .filter((other) => (place.get(other) ?? -1) > (place.get(label) ?? 0))
      .map((other): [string, string] => [label, other]),
  );
}
