/** Something finished that is to get its final name, and can lose it again. */
export interface Naming {
  /** @throws AppError folder_not_empty when something has that name */
  assertFree(): Promise<void>;
  name(): Promise<void>;
  takeBack(): Promise<void>;
}

/**
 * Gives all of these their names, or none: one of them alone would be taken for the whole.
 * @param before runs when all names are free and nothing has one yet
 */
export async function nameAll(namings: readonly Naming[], before: () => void = () => undefined): Promise<void> {
  for (const naming of namings) await naming.assertFree();
  before();
  const named: Naming[] = [];
  try {
    for (const naming of namings) {
      await naming.name();
      named.unshift(naming);
    }
  } catch (error) {
    for (const naming of named) await naming.takeBack();
    throw error;
  }
}
