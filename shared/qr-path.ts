/** Light border that readers need around the symbol, in modules (ISO/IEC 18004, clause 5.3.8: at least four). */
export const QR_QUIET = 4;

/** Modules of a QR code as its maker gives them: not 0 is dark. */
export interface QrModules {
  readonly size: number;
  get(row: number, column: number): number;
}

/** Side of the symbol with its border, in modules. */
export const qrSide = ({ size }: QrModules): number => size + 2 * QR_QUIET;

/** One path over all dark modules in SVG's words; runs of a row are joined, so that no hairline shows between them. */
export function qrPath(modules: QrModules): string {
  let path = '';
  for (let y = 0; y < modules.size; y++) {
    for (let x = 0; x < modules.size; x++) {
      const from = x;
      while (x < modules.size && modules.get(y, x) !== 0) x++;
      if (x > from) path += `M${from + QR_QUIET} ${y + QR_QUIET}h${x - from}v1h${from - x}z`;
    }
  }
  return path;
}
