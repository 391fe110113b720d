import { Worker } from 'node:worker_threads';
import { AppError } from '../../../shared/errors.ts';
import { PASSPHRASE_LENGTH } from '../../../shared/library.ts';
import { workerLocation } from '../worker-location.ts';
import type { PassphraseTask } from './passphrase-worker.ts';

/** Cost of one guess at a passphrase (Argon2id, RFC 9106). */
export interface KdfCost {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
}

/** RFC 9106, section 4, second recommended option: 64 MiB, three passes, four lanes. */
export const KDF_COST: KdfCost = { memoryKiB: 64 * 1024, passes: 3, lanes: 4 };
export const SALT_BYTES = 16;
const KEY_BYTES = 32;

/** Bounds of what a key file may ask for: never weaker than ours, and never enough to stop this machine. */
const MOST: KdfCost = { memoryKiB: 1024 * 1024, passes: 16, lanes: 16 };
const LEAST: KdfCost = { memoryKiB: 64 * 1024, passes: 3, lanes: 1 };
/** 4 GiB passed over in all: about half a minute on a slow machine. */
const MOST_WORK_KIB = 4 * 1024 * 1024;

/** A key file comes with the folder, and a stranger may have written it. */
export function isBearable({ memoryKiB, passes, lanes }: KdfCost): boolean {
  const within = (value: number, least: number, most: number) =>
    Number.isSafeInteger(value) && value >= least && value <= most;
  return (
    within(memoryKiB, LEAST.memoryKiB, MOST.memoryKiB) &&
    within(passes, LEAST.passes, MOST.passes) &&
    within(lanes, LEAST.lanes, MOST.lanes) &&
    memoryKiB * passes <= MOST_WORK_KIB
  );
}

/**
 * The key that a passphrase stands for, 32 bytes; wipe it after use. The passphrase is taken in Unicode's form NFC, so
 * that the same letters typed on another system are the same passphrase.
 *
 * In a thread of its own: a stranger's key file may ask for half a minute, and the interface must answer meanwhile.
 * WebAssembly rather than `node:crypto`: Node 22 has no Argon2, nor has the BoringSSL that Electron is built with.
 */
export async function passphraseKey(passphrase: string, salt: Uint8Array, cost: KdfCost): Promise<Uint8Array> {
  const text = new TextEncoder().encode(passphrase.normalize('NFC'));
  const password = new Uint8Array(new SharedArrayBuffer(text.length));
  password.set(text);
  text.fill(0);
  const key = new Uint8Array(new SharedArrayBuffer(KEY_BYTES));
  try {
    await inThread({ password, salt, cost, key });
    return key.slice();
  } finally {
    password.fill(0);
    key.fill(0);
  }
}

function inThread(task: PassphraseTask): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerLocation('passphrase-worker', import.meta.url), {
      workerData: task,
      name: 'passphrase',
    });
    worker.once('message', () => resolve());
    worker.once('error', reject);
    worker.once('exit', () =>
      reject(new AppError('internal', 'The thread that works on the passphrase ended. Try again.')),
    );
  });
}

/** @throws AppError invalid_input for one that is too short to protect anything, or absurdly long */
export function assertPassphrase(passphrase: string): void {
  const { least, most } = PASSPHRASE_LENGTH;
  const length = [...passphrase.normalize('NFC')].length;
  if (length >= least && length <= most && passphrase.isWellFormed()) return;
  throw new AppError(
    'invalid_input',
    `A passphrase needs at least ${least} characters and at most ${most}. Six or more words chosen by chance are safe and can be remembered.`,
    { least, most },
  );
}
