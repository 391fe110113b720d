import type { ErrorEnvelope } from '../../../shared/errors.ts';
import type { Identity } from '../seal/container-format.ts';
import type { SealedPart } from '../seal/container-writer.ts';
import type { SharedBytes } from '../seal/library-keys.ts';

/** One step of a file that is sealed or opened. `file` ties the steps of one file together. */
export type SealStep =
  | { readonly type: 'begin'; readonly key: SharedBytes }
  /** What comes of it is put into `into`, which both threads share. */
  | { readonly type: 'push'; readonly block: Uint8Array; readonly into: Uint8Array }
  | { readonly type: 'finish'; readonly identity: Identity; readonly into: Uint8Array }
  /** The finished file, by the descriptor that its owner keeps open; the answer is how many chunks it has. */
  | { readonly type: 'open'; readonly fd: number; readonly size: number; readonly identity: Identity }
  /** Proves chunks `first` to before `end` of the opened file. */
  | { readonly type: 'prove'; readonly first: number; readonly end: number }
  /** Forgets the file and wipes its key. */
  | { readonly type: 'drop' };

export type ToSealer = SealStep & { readonly id: number; readonly file: number };

/** The last bytes of a file, and its first ones. */
export interface Finished {
  readonly end: SealedPart;
  readonly head: Uint8Array;
}

/** What is to be written, or a number of chunks; null for a step that gives nothing. */
export type Sealed = SealedPart | Finished | number | null;

export type FromSealer =
  | { readonly id: number; readonly value: Sealed }
  | { readonly id: number; readonly error: ErrorEnvelope };
