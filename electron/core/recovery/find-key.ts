import { createPrivateKey } from 'node:crypto';
import type { Salvage } from '../db/salvage.ts';
import type { StoredKey } from '../features/custody/custody-repo.ts';
import { publicKeyLine } from '../features/custody/ssh-signature.ts';

/** The signing key that the ledger names, from the first database that holds it whole; null when none does. */
export function findKey(salvages: readonly Salvage[], publicKey: unknown): StoredKey | null {
  for (const salvage of salvages) {
    const key = salvage.key();
    if (key !== null && key.publicKey === publicKey && isWhole(key)) return key;
  }
  return null;
}

function isWhole({ privateKey, publicKey }: StoredKey): boolean {
  try {
    return publicKeyLine(createPrivateKey(privateKey)) === publicKey;
  } catch {
    // What cannot be read as a key cannot sign.
    return false;
  }
}
