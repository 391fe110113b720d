/** Ends an exhaustive switch: a new case that is not handled becomes a type error here. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case: ${String(value)}`);
}
