/**
 * What the page may do, sent by every host. Mantine sets styles at run time, hence 'unsafe-inline' for styles only.
 * `extra` is for the development server alone.
 */
export function contentSecurityPolicy(extra: { readonly script?: string; readonly connect?: string } = {}): string {
  const also = (source: string | undefined) => (source ? ` ${source}` : '');
  return [
    "default-src 'none'",
    `script-src 'self'${also(extra.script)}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob: data:",
    "font-src 'self' data:",
    `connect-src 'self'${also(extra.connect)}`,
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** On every answer, whatever it holds. */
export const COMMON_HEADERS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=()',
};

/** Evidence opened as a document of its own (an SVG, an HTML page) must not run or load anything. */
export const EVIDENCE_POLICY = "default-src 'none'; sandbox";
