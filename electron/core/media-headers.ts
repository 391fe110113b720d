/** Whatever a stranger put into a file, it runs nothing when it is opened by its address. */
export const HARMLESS = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
} as const;

/** For what is named by content, so that an answer never changes. It may still not be stored by anybody else. */
export const IMMUTABLE = { 'cache-control': 'private, max-age=31536000, immutable', ...HARMLESS } as const;

/**
 * For what is derived: it may be made anew, when the list of frames has been replaced. For everything of a sealed
 * library, too.
 */
export const CHANGEABLE = { 'cache-control': 'no-store', ...HARMLESS } as const;
