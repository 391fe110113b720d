import { useInsertionEffect, useRef, useState } from 'react';

type Actions = Readonly<Record<string, (...args: never[]) => unknown>>;

/**
 * The same functions for the whole life of a component, each always doing what the latest render says. While a
 * recording runs, everything that only receives such functions need not be drawn again for every picture.
 */
export function useStableActions<T extends Actions>(actions: T): T {
  const latest = useRef(actions);
  useInsertionEffect(() => {
    latest.current = actions;
  });
  const [stable] = useState(
    () =>
      Object.fromEntries(
        Object.keys(actions).map((name) => [name, (...args: never[]) => latest.current[name]?.(...args)]),
      ) as T,
  );
  return stable;
}
