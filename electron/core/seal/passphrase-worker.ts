/** Turns one passphrase into a key and ends: its memory, in which the passphrase was worked on, is gone with it. */
import { parentPort, workerData } from 'node:worker_threads';
import { argon2id } from 'hash-wasm';
import type { KdfCost } from './passphrase-key.ts';

/** `password` is the passphrase's bytes; `key` is where the 32 bytes of the key go, in shared memory. */
export interface PassphraseTask {
  readonly password: Uint8Array<SharedArrayBuffer>;
  readonly salt: Uint8Array;
  readonly cost: KdfCost;
  readonly key: Uint8Array<SharedArrayBuffer>;
}

const port = parentPort;
if (port === null) throw new Error('passphrase-worker runs as a worker thread only');
const { password, salt, cost, key } = workerData as PassphraseTask;
const derived = await argon2id({
  // Out of shared memory, which WebAssembly's caller does not take.
  ...{ password: password.slice(), salt, hashLength: key.length, outputType: 'binary' },
  ...{ memorySize: cost.memoryKiB, iterations: cost.passes, parallelism: cost.lanes },
});
key.set(derived);
derived.fill(0);
port.postMessage('done');
