/** A hash cut into groups of `size`, so that two people can read it to each other. */
export function hashGroups(hash: string, size = 8): string[] {
  return hash.match(new RegExp(`.{1,${size}}`, 'g')) ?? [];
}
