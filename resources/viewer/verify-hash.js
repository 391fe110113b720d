// SHA-256 of files of any size. WebCrypto hashes only what is whole in memory, so large files go through the rounds of
// FIPS 180-4 here, block by block.
const WHOLE_BYTES = 64 * 1024 * 1024;
const BLOCK_BYTES = 4 * 1024 * 1024;

/** @param {Uint8Array} bytes */
export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** @param {string} text */
export const fromHex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** @param {BufferSource} bytes */
export const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

/** The first 32 bits of the fractional parts of roots of the first primes (FIPS 180-4, sections 4.2.2 and 5.3.3). */
function constants() {
  const primes = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  const fraction = (/** @type {number} */ root) => ((root - Math.floor(root)) * 2 ** 32) >>> 0;
  return {
    rounds: Uint32Array.from(primes, (prime) => fraction(Math.cbrt(prime))),
    start: Uint32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime))),
  };
}

/** @param {number} word @param {number} bits */
const turned = (word, bits) => (word >>> bits) | (word << (32 - bits));

/** One round for each 64 bytes. @param {Uint32Array} state @param {DataView} view @param {number} at @param {Uint32Array} w @param {Uint32Array} k */
function compress(state, view, at, w, k) {
  for (let n = 0; n < 16; n++) w[n] = view.getUint32(at + 4 * n);
  for (let n = 16; n < 64; n++) {
    const s0 = turned(w[n - 15], 7) ^ turned(w[n - 15], 18) ^ (w[n - 15] >>> 3);
    const s1 = turned(w[n - 2], 17) ^ turned(w[n - 2], 19) ^ (w[n - 2] >>> 10);
    w[n] = w[n - 16] + s0 + w[n - 7] + s1;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let n = 0; n < 64; n++) {
    const t1 = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + k[n] + w[n]) | 0;
    const t2 = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  for (const [n, word] of [a, b, c, d, e, f, g, h].entries()) state[n] += word;
}

/** SHA-256 that is fed piece by piece; every piece but the last is a multiple of 64 bytes. */
export function hasher() {
  const { rounds, start } = constants();
  const state = start;
  const words = new Uint32Array(64);
  let length = 0;
  const feed = (/** @type {Uint8Array} */ bytes) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at < bytes.byteLength; at += 64) compress(state, view, at, words, rounds);
  };
  return {
    /** @param {Uint8Array} bytes */
    update(bytes) {
      feed(bytes);
      length += bytes.length;
    },
    /** @param {Uint8Array} rest */
    end(rest) {
      const total = length + rest.length;
      const padded = new Uint8Array(Math.ceil((rest.length + 9) / 64) * 64);
      padded.set(rest);
      padded[rest.length] = 0x80;
      const view = new DataView(padded.buffer);
      view.setUint32(padded.length - 8, Math.floor(total / 2 ** 29));
      view.setUint32(padded.length - 4, (total << 3) >>> 0);
      feed(padded);
      return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('');
    },
  };
}

/**
 * @param {Blob} file
 * @param {(bytes: number) => void} onBytes
 * @param {number} [whole] largest size that WebCrypto is given in one piece
 */
export async function sha256OfFile(file, onBytes, whole = WHOLE_BYTES) {
  if (file.size <= whole) {
    const sum = hex(await sha256(await file.arrayBuffer()));
    onBytes(file.size);
    return sum;
  }
  const hash = hasher();
  let at = 0;
  for (; at + BLOCK_BYTES < file.size; at += BLOCK_BYTES) {
    hash.update(new Uint8Array(await file.slice(at, at + BLOCK_BYTES).arrayBuffer()));
    onBytes(BLOCK_BYTES);
  }
  const rest = new Uint8Array(await file.slice(at).arrayBuffer());
  onBytes(rest.length);
  const even = rest.length - (rest.length % 64);
  hash.update(rest.subarray(0, even));
  return hash.end(rest.subarray(even));
}
