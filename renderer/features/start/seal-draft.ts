import { isUsable, NO_PASSPHRASE, type PassphraseDraft } from '../../ui/passphrase/passphrase-draft.ts';

/** What a person has chosen about sealing a new library. */
export interface SealDraft extends PassphraseDraft {
  readonly sealed: boolean;
}

export const PLAIN: SealDraft = { sealed: false, ...NO_PASSPHRASE };

export const isComplete = (draft: SealDraft): boolean => !draft.sealed || isUsable(draft);

/** A folder name that tells nothing of what a sealed library is about: when it was made. */
export function sealedFolderName(now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join('-');
  return `sealed-${day}-${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
}
