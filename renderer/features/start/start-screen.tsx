/** Room for the screen of the same name. */
export function StartScreen() {
  return null;
}
