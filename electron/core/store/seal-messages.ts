import type { ErrorEnvelope } from '../../../shared/errors.ts';
import type { Identity } from '../seal/container-format.ts';
import type { SealedPart } from '../seal/container-writer.ts';
import type { SharedBytes } from '../seal/library-keys.ts';

/** One step of a file that is sealed or opened. `file` ties the steps of one file together. */
export type SealStep =
  | { readonly type: 'begin'; readonly key: SharedBytes }
  | { readonly type: 'push'; readonly block: Uint8Array }
  | { readonly type: 'finish'; readonly identity: Identity }
  /** The finished file, by the descriptor that its owner keeps open; the answer is how many chunks it has. */
  | { readonly type: 'open'; readonly fd: number; readonly size: number; readonly identity: Identity }
  /** Proves chunks `first` to before `end` of the opened file. */
  | { readonly type: 'prove'; readonly first: number; readonly end: number }
  /** Forgets the file and wipes its key. */
  | { readonly type: 'drop' };

export type ToSealer = SealStep & { readonly id: number; readonly file: number };

/** What is to be written, or a number of chunks; null for a step that gives nothing. */
export type Sealed = readonly SealedPart[] | number | null;

export type FromSealer =
  | { readonly id: number; readonly value: Sealed }
  | { readonly id: number; readonly error: ErrorEnvelope };
