/** Room for the screen of the same name. */
export function CustodyScreen() {
  return null;
}
