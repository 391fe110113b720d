import { InvalidArgumentError } from 'commander';

/** Ids of marks with commas between, as options of several commands take them. */
export function markIds(value: string): readonly string[] {
  const ids = value
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  if (ids.length === 0) throw new InvalidArgumentError('Name at least one mark by its id.');
  return ids;
}
