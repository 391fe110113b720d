import { PASSPHRASE_LENGTH } from '../../../shared/library.ts';

/** A new passphrase as it is typed, twice. */
export interface PassphraseDraft {
  readonly passphrase: string;
  readonly again: string;
}

export const NO_PASSPHRASE: PassphraseDraft = { passphrase: '', again: '' };

/** Counted as the core counts: in characters of the form that becomes the key. */
export const isLongEnough = (passphrase: string): boolean =>
  [...passphrase.normalize('NFC')].length >= PASSPHRASE_LENGTH.least;

/** True when the core would take it and it was typed alike both times. */
export const isUsable = ({ passphrase, again }: PassphraseDraft): boolean =>
  isLongEnough(passphrase) && passphrase === again;
