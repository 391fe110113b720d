import { useRef } from 'react';

function sameFields(a: object, b: object): boolean {
  const [fieldsA, fieldsB] = [Object.entries(a), new Map(Object.entries(b))];
  return fieldsA.length === fieldsB.size && fieldsA.every(([name, value]) => Object.is(value, fieldsB.get(name)));
}

/** The object of the last render as long as no field of it changed, so that memoised children are left alone. */
export function useSame<T extends object>(value: T): T {
  const kept = useRef(value);
  if (!sameFields(kept.current, value)) kept.current = value;
  return kept.current;
}
