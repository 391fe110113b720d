/** The list with the element at `from` put at `to`; the list itself when either is outside it. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const result = [...list];
  const [element] = from >= 0 && to >= 0 && to < list.length ? result.splice(from, 1) : [];
  if (element !== undefined) result.splice(to, 0, element);
  return result;
}

/** The order after moving `id` by `delta` places, or null when it is at the end already or not in the list. */
export function movedBy(ids: readonly string[], id: string, delta: number): string[] | null {
  const from = ids.indexOf(id);
  const to = Math.min(ids.length - 1, Math.max(0, from + delta));
  return from < 0 || from === to ? null : moved(ids, from, to);
}

/** Which of the remaining ids to select when `gone` leave the list: the next one after them, else the one before. */
export function neighbourOf(ids: readonly string[], gone: readonly string[]): string | null {
  const last = Math.max(...gone.map((id) => ids.indexOf(id)));
  const stays = (id: string | undefined) => id !== undefined && !gone.includes(id);
  return ids.slice(last + 1).find(stays) ?? ids.slice(0, last + 1).findLast(stays) ?? null;
}
