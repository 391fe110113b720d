import { create } from 'qrcode';
import { useMemo } from 'react';
import { qrPath, qrSide } from '../../../shared/qr-path.ts';

/** A text as a QR code, always dark on white: many readers fail on inverted ones. */
export function QrCode({ text, size, label }: { text: string; size: number; label: string }) {
  const { side, path } = useMemo(() => {
    const { modules } = create(text, { errorCorrectionLevel: 'M' });
    return { side: qrSide(modules), path: qrPath(modules) };
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
