export interface HashGroup {
  /** Where the group begins in the hash. */
  readonly at: number;
  readonly text: string;
}

/** A hash cut into groups of `size`, so that two people can read it to each other. */
export function hashGroups(hash: string, size = 8): HashGroup[] {
  return Array.from({ length: Math.ceil(hash.length / size) }, (_, n) => {
    const at = n * size;
    return { at, text: hash.slice(at, at + size) };
  });
}
