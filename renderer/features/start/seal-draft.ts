/** What a person has chosen about sealing a new library. */
export interface SealDraft {
  readonly sealed: boolean;
  readonly passphrase: string;
  readonly again: string;
}

export const PLAIN: SealDraft = { sealed: false, passphrase: '', again: '' };
/** The core asks for as many; said here so that the form can say it first. */
export const LEAST_PASSPHRASE = 8;

export const isComplete = ({ sealed, passphrase, again }: SealDraft): boolean =>
  !sealed || ([...passphrase.normalize('NFC')].length >= LEAST_PASSPHRASE && passphrase === again);

/** A folder name that tells nothing of what a sealed library is about: when it was made. */
export function sealedFolderName(now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join('-');
  return `sealed-${day}-${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
}
