/** Gives a list the height of all its rows, of which only those in sight exist. */
export function Spacer({ height }: { height: number }) {
  return (
    <tr aria-hidden>
      <td style={{ display: 'block', height, padding: 0 }} />
    </tr>
  );
}
