import { CHUNK } from '../seal/container-format.ts';
import { abortable } from './block-reader.ts';

/** Whoever can prove chunks of one sealed file. @throws AppError verification_failed */
interface Prover {
  prove(first: number, end: number): Promise<unknown>;
}

/** Chunks that are proven at a time. */
const RUN = 4;

/**
 * Proves every chunk of a sealed file, the provers side by side: each takes the next run as soon as it is free.
 * @throws AppError verification_failed when a chunk is not what was enciphered, cancelled; the system's error when the
 * file cannot be read
 */
export async function proveTogether(
  provers: readonly Prover[],
  { chunks, size }: { readonly chunks: number; readonly size: number },
  signal: AbortSignal,
  onBytes: (done: number) => void,
): Promise<void> {
  let next = 0;
  let proven = 0;
  const lane = async (prover: Prover) => {
    while (next < chunks) {
      const first = next;
      next = Math.min(chunks, first + RUN);
      const end = next;
      await abortable(prover.prove(first, end), signal);
      proven += end - first;
      onBytes(Math.min(size, proven * CHUNK));
    }
  };
  try {
    await Promise.all(provers.map(lane));
  } finally {
    // After an error the other lane takes no further run.
    next = chunks;
  }
}
