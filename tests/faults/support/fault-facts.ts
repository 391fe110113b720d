/** What a scenario says it was answered. Everything said so must be there whatever happens next. */
export type Fact =
  | { readonly kind: 'library' }
  /** Number of entries of the ledger and hash of the last one. */
  | { readonly kind: 'head'; readonly count: number; readonly hash: string }
  | { readonly kind: 'jobs'; readonly jobs: readonly { readonly id: string; readonly sha256: string }[] }
  | { readonly kind: 'item'; readonly sha256: string }
  | { readonly kind: 'upload'; readonly upload: string; readonly sha256: string }
  | { readonly kind: 'bundle'; readonly manifestSha256: string }
  | { readonly kind: 'setting'; readonly theme: string; readonly language: string }
  | { readonly kind: 'version'; readonly version: number }
  | { readonly kind: 'recovered' | 'passphrase' };

/** A failure as the caller is told of it. */
export interface Told {
  readonly code: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** One line of a child. `begin` comes before a call whose outcome is asked for, `ack` once it has been answered. */
export type Said =
  | { readonly word: 'begin' | 'ack'; readonly fact: Fact }
  | { readonly word: 'failed'; readonly told: Told }
  | { readonly word: 'ready' | 'end' };

/** As it goes through the pipe; a line that was cut off by a kill is none. */
export function lineOf(said: Said): string {
  return `${JSON.stringify(said)}\n`;
}

export function readLine(line: string): Said | null {
  try {
    return JSON.parse(line) as Said;
  } catch {
    return null;
  }
}

export const acked = (said: readonly Said[]): Fact[] => said.flatMap((one) => (one.word === 'ack' ? [one.fact] : []));

export const failures = (said: readonly Said[]): Told[] =>
  said.flatMap((one) => (one.word === 'failed' ? [one.told] : []));
