/** Which items are selected. `anchor` is where a Shift range starts, `focus` the one the keyboard stands on. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly anchor: string | null;
  readonly focus: string | null;
}

export const NOTHING: Selection = { ids: new Set(), anchor: null, focus: null };

/** How a click or a move was meant: alone, adding (Ctrl or Cmd), or up to here (Shift). */
export interface Manner {
  readonly add: boolean;
  readonly range: boolean;
}

export const only = (id: string): Selection => ({ ids: new Set([id]), anchor: id, focus: id });

function rangeOf(order: readonly string[], from: string | null, to: string): string[] {
  const a = from === null ? -1 : order.indexOf(from);
  const b = order.indexOf(to);
  if (a < 0 || b < 0) return [to];
  return order.slice(Math.min(a, b), Math.max(a, b) + 1);
}

/** A press on an item, as file managers do it. */
export function press(now: Selection, order: readonly string[], id: string, { add, range }: Manner): Selection {
  if (range) {
    const span = rangeOf(order, now.anchor, id);
    return { ids: new Set(add ? [...now.ids, ...span] : span), anchor: now.anchor ?? id, focus: id };
  }
  if (!add) return only(id);
  const ids = new Set(now.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ids, anchor: id, focus: id };
}

/**
 * A move of the keyboard by `step` places. Alone it selects where it lands; with Shift it selects the range; with Ctrl
 * it moves only.
 */
export function move(now: Selection, order: readonly string[], step: number, { add, range }: Manner): Selection {
  if (order.length === 0) return now;
  const at = now.focus === null ? -1 : order.indexOf(now.focus);
  const start = step > 0 ? 0 : order.length - 1;
  const next = at < 0 ? start : Math.min(order.length - 1, Math.max(0, at + step));
  const id = order[next];
  if (id === undefined) return now;
  if (add && !range) return { ...now, focus: id };
  return press(now, order, id, { add: false, range });
}

export const all = (now: Selection, order: readonly string[]): Selection => ({
  ids: new Set(order),
  anchor: now.anchor ?? order[0] ?? null,
  focus: now.focus ?? order[0] ?? null,
});

/** Drops what is not there any more; the same object when nothing was lost, so that nothing is drawn again. */
export function within(now: Selection, known: ReadonlySet<string>): Selection {
  const ids = [...now.ids].filter((id) => known.has(id));
  const keep = (id: string | null) => (id !== null && known.has(id) ? id : null);
  if (ids.length === now.ids.size && keep(now.focus) === now.focus) return now;
  return { ids: new Set(ids), anchor: keep(now.anchor), focus: keep(now.focus) };
}
