/** What a development server needs beyond the policy of the built page. */
export interface DevelopmentSources {
  /** Sources of scripts and styles; Vite's client sets both inline. */
  readonly inline: string;
  readonly connect: string;
}

/**
 * What the page may do, sent by every host (CSP level 3). Everything comes from where the page came from: nothing inline,
 * no `blob:`, no `data:`. Mantine writes style elements at run time; they carry the nonce of the page they stand in, and
 * a page without one can have none. Text becomes markup, or an address a script, only through the page's one policy,
 * which is strict (`renderer/app/page-guard.ts`).
 */
export function contentSecurityPolicy(nonce: string | null = null, development?: DevelopmentSources): string {
  const also = (source: string | null | undefined) => (source ? ` ${source}` : '');
  return [
    "default-src 'none'",
    `script-src 'self'${also(development?.inline)}`,
    `style-src 'self'${also(development?.inline ?? (nonce && `'nonce-${nonce}'`))}`,
    "img-src 'self'",
    "media-src 'self'",
    "font-src 'self'",
    `connect-src 'self'${also(development?.connect)}`,
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    // Vite's client writes its error overlay as markup.
    ...(development ? [] : ["require-trusted-types-for 'script'", 'trusted-types default']),
  ].join('; ');
}

/** Features that no page of ours has any use for, whatever the browser would ask the person. */
const NO_FEATURES = [
  ...['accelerometer', 'bluetooth', 'camera', 'display-capture', 'encrypted-media', 'gamepad'],
  ...['geolocation', 'gyroscope', 'hid', 'idle-detection', 'local-fonts', 'magnetometer', 'microphone', 'midi'],
  ...[
    'payment',
    'publickey-credentials-get',
    'screen-wake-lock',
    'serial',
    'usb',
    'window-management',
    'xr-spatial-tracking',
  ],
];

/** On every answer, whatever it holds. */
export const COMMON_HEADERS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  'X-DNS-Prefetch-Control': 'off',
  'Permissions-Policy': NO_FEATURES.map((name) => `${name}=()`).join(', '),
};

/** Evidence opened as a document of its own (an SVG, an HTML page) must not run or load anything. */
export const EVIDENCE_POLICY = "default-src 'none'; sandbox";
