/** Room for the screen of the same name. */
export function ExhibitsScreen() {
  return null;
}
