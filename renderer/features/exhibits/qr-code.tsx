import { create } from 'qrcode';
import { useMemo } from 'react';

/** Light border that readers need around the symbol, in modules (ISO/IEC 18004, clause 5.3.8: at least four). */
const QUIET = 4;

interface Modules {
  readonly size: number;
  get(row: number, column: number): number;
}

/** One path over all dark modules; runs of a row are joined, so that no hairline shows between them. */
function pathOf(modules: Modules): string {
  let path = '';
  for (let y = 0; y < modules.size; y++) {
    for (let x = 0; x < modules.size; x++) {
      const from = x;
      while (x < modules.size && modules.get(y, x) !== 0) x++;
      if (x > from) path += `M${from + QUIET} ${y + QUIET}h${x - from}v1h${from - x}z`;
    }
  }
  return path;
}

/** A text as a QR code, always dark on white: many readers fail on inverted ones. */
export function QrCode({ text, size, label }: { text: string; size: number; label: string }) {
  const { side, path } = useMemo(() => {
    const { modules } = create(text, { errorCorrectionLevel: 'M' });
    return { side: modules.size + 2 * QUIET, path: pathOf(modules) };
  }, [text]);
  return (
    <svg
      width={size}
      height={size}
      viewBox={`0 0 ${side} ${side}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
