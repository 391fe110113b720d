/** Up to three codes that a person may have meant: the least edits apart, those of the same group first. */
export function nearestCodes(asked: string, codes: readonly string[]): string[] {
  const wanted = asked.trim().toUpperCase();
  const cost = (code: string) => editDistance(wanted, code) - (code[0] === wanted[0] ? 0.5 : 0);
  return [...codes].sort((a, b) => cost(a) - cost(b) || a.localeCompare(b)).slice(0, 3);
}

/** Levenshtein distance. Codes are short; what is asked is cut to a length that cannot cost time. */
function editDistance(a: string, b: string): number {
  const left = a.slice(0, 40);
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (left[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
