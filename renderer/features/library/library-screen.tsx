/** Room for the screen of the same name. */
export function LibraryScreen() {
  return null;
}
