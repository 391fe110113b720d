/** Room for the screen of the same name. */
export function DocumentsScreen() {
  return null;
}
