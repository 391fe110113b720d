/** Room for the screen of the same name. */
export function ReviewScreen() {
  return null;
}
