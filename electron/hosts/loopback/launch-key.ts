import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits as text that fits an address and a cookie. */
const newSecret = (): string => randomBytes(32).toString('base64url');

/** Compares in a time that tells nothing; hashing first makes both sides equally long. */
function same(given: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}

/** The two secrets of one run: the address opens the first page once, the cookie opens everything after it. */
export interface LaunchKey {
  /** Goes into the printed address. Spent by the first visit. */
  readonly launch: string;
  /** Exchanges the launch token for the session's secret; null when it is wrong or spent. */
  spend(token: string): string | null;
  holdsSession(secret: string): boolean;
}

export function launchKey(): LaunchKey {
  const launch = newSecret();
  const session = newSecret();
  let spent = false;
  return {
    launch,
    spend(token) {
      if (!same(token, launch) || spent) return null;
      spent = true;
      return session;
    },
    holdsSession: (secret) => same(secret, session),
  };
}
