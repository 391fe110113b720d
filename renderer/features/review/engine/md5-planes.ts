/**
 * MD5 (RFC 1321) of decoded planes, for comparing them with ffmpeg's framemd5. It says which picture this is and guards
 * nothing against forgery, so the age of MD5 does not matter. Written out step by step because it runs over every
 * picture on its way to the screen: several times as fast as the looped implementations, and no WebAssembly, which the
 * page's policy forbids.
 */
export function md5(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const whole = bytes.byteLength & ~63;
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  // Words are read in the byte order of the machine: every machine that runs Chromium is little-endian, as MD5 is.
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  digest(state, new Int32Array(aligned.buffer, aligned.byteOffset, whole >> 2));
  digest(state, lastBlocks(bytes.subarray(whole), bytes.byteLength));
  return new Uint8Array(state.buffer);
}

/** What is left after the whole blocks, then one set bit, zeros, and the length in bits as a 64-bit number. */
function lastBlocks(rest: Uint8Array, byteLength: number): Int32Array {
  const padded = new Uint8Array(rest.byteLength < 56 ? 64 : 128);
  padded.set(rest);
  padded[rest.byteLength] = 0x80;
  const words = new Int32Array(padded.buffer);
  words[words.length - 2] = byteLength << 3;
  words[words.length - 1] = Math.floor(byteLength / 2 ** 29);
  return words;
}

/** Takes in whole blocks of 16 words. The 64 steps of section 3.4 stand in order: F, G, H, I, 16 times each. */
function digest(state: Int32Array, words: Int32Array): void {
  let [a = 0, b = 0, c = 0, d = 0] = state;
  let t = 0;
  for (let at = 0; at + 16 <= words.length; at += 16) {
    const a0 = a;
    const b0 = b;
    const c0 = c;
    const d0 = d;
    const x0 = words[at + 0] ?? 0;
    const x1 = words[at + 1] ?? 0;
    const x2 = words[at + 2] ?? 0;
    const x3 = words[at + 3] ?? 0;
    const x4 = words[at + 4] ?? 0;
    const x5 = words[at + 5] ?? 0;
    const x6 = words[at + 6] ?? 0;
    const x7 = words[at + 7] ?? 0;
    const x8 = words[at + 8] ?? 0;
    const x9 = words[at + 9] ?? 0;
    const x10 = words[at + 10] ?? 0;
    const x11 = words[at + 11] ?? 0;
    const x12 = words[at + 12] ?? 0;
    const x13 = words[at + 13] ?? 0;
    const x14 = words[at + 14] ?? 0;
    const x15 = words[at + 15] ?? 0;
    t = (a + x0 - 680876936 + (d ^ (b & (c ^ d)))) | 0;
    a = (b + ((t << 7) | (t >>> 25))) | 0;
    t = (d + x1 - 389564586 + (c ^ (a & (b ^ c)))) | 0;
    d = (a + ((t << 12) | (t >>> 20))) | 0;
    t = (c + x2 + 606105819 + (b ^ (d & (a ^ b)))) | 0;
    c = (d + ((t << 17) | (t >>> 15))) | 0;
    t = (b + x3 - 1044525330 + (a ^ (c & (d ^ a)))) | 0;
    b = (c + ((t << 22) | (t >>> 10))) | 0;
    t = (a + x4 - 176418897 + (d ^ (b & (c ^ d)))) | 0;
    a = (b + ((t << 7) | (t >>> 25))) | 0;
    t = (d + x5 + 1200080426 + (c ^ (a & (b ^ c)))) | 0;
    d = (a + ((t << 12) | (t >>> 20))) | 0;
    t = (c + x6 - 1473231341 + (b ^ (d & (a ^ b)))) | 0;
    c = (d + ((t << 17) | (t >>> 15))) | 0;
    t = (b + x7 - 45705983 + (a ^ (c & (d ^ a)))) | 0;
    b = (c + ((t << 22) | (t >>> 10))) | 0;
    t = (a + x8 + 1770035416 + (d ^ (b & (c ^ d)))) | 0;
    a = (b + ((t << 7) | (t >>> 25))) | 0;
    t = (d + x9 - 1958414417 + (c ^ (a & (b ^ c)))) | 0;
    d = (a + ((t << 12) | (t >>> 20))) | 0;
    t = (c + x10 - 42063 + (b ^ (d & (a ^ b)))) | 0;
    c = (d + ((t << 17) | (t >>> 15))) | 0;
    t = (b + x11 - 1990404162 + (a ^ (c & (d ^ a)))) | 0;
    b = (c + ((t << 22) | (t >>> 10))) | 0;
    t = (a + x12 + 1804603682 + (d ^ (b & (c ^ d)))) | 0;
    a = (b + ((t << 7) | (t >>> 25))) | 0;
    t = (d + x13 - 40341101 + (c ^ (a & (b ^ c)))) | 0;
    d = (a + ((t << 12) | (t >>> 20))) | 0;
    t = (c + x14 - 1502002290 + (b ^ (d & (a ^ b)))) | 0;
    c = (d + ((t << 17) | (t >>> 15))) | 0;
    t = (b + x15 + 1236535329 + (a ^ (c & (d ^ a)))) | 0;
    b = (c + ((t << 22) | (t >>> 10))) | 0;
    t = (a + x1 - 165796510 + (~d & c) + (d & b)) | 0;
    a = (b + ((t << 5) | (t >>> 27))) | 0;
    t = (d + x6 - 1069501632 + (~c & b) + (c & a)) | 0;
    d = (a + ((t << 9) | (t >>> 23))) | 0;
    t = (c + x11 + 643717713 + (~b & a) + (b & d)) | 0;
    c = (d + ((t << 14) | (t >>> 18))) | 0;
    t = (b + x0 - 373897302 + (~a & d) + (a & c)) | 0;
    b = (c + ((t << 20) | (t >>> 12))) | 0;
    t = (a + x5 - 701558691 + (~d & c) + (d & b)) | 0;
    a = (b + ((t << 5) | (t >>> 27))) | 0;
    t = (d + x10 + 38016083 + (~c & b) + (c & a)) | 0;
    d = (a + ((t << 9) | (t >>> 23))) | 0;
    t = (c + x15 - 660478335 + (~b & a) + (b & d)) | 0;
    c = (d + ((t << 14) | (t >>> 18))) | 0;
    t = (b + x4 - 405537848 + (~a & d) + (a & c)) | 0;
    b = (c + ((t << 20) | (t >>> 12))) | 0;
    t = (a + x9 + 568446438 + (~d & c) + (d & b)) | 0;
    a = (b + ((t << 5) | (t >>> 27))) | 0;
    t = (d + x14 - 1019803690 + (~c & b) + (c & a)) | 0;
    d = (a + ((t << 9) | (t >>> 23))) | 0;
    t = (c + x3 - 187363961 + (~b & a) + (b & d)) | 0;
    c = (d + ((t << 14) | (t >>> 18))) | 0;
    t = (b + x8 + 1163531501 + (~a & d) + (a & c)) | 0;
    b = (c + ((t << 20) | (t >>> 12))) | 0;
    t = (a + x13 - 1444681467 + (~d & c) + (d & b)) | 0;
    a = (b + ((t << 5) | (t >>> 27))) | 0;
    t = (d + x2 - 51403784 + (~c & b) + (c & a)) | 0;
    d = (a + ((t << 9) | (t >>> 23))) | 0;
    t = (c + x7 + 1735328473 + (~b & a) + (b & d)) | 0;
    c = (d + ((t << 14) | (t >>> 18))) | 0;
    t = (b + x12 - 1926607734 + (~a & d) + (a & c)) | 0;
    b = (c + ((t << 20) | (t >>> 12))) | 0;
    t = (a + x5 - 378558 + (b ^ c ^ d)) | 0;
    a = (b + ((t << 4) | (t >>> 28))) | 0;
    t = (d + x8 - 2022574463 + (a ^ b ^ c)) | 0;
    d = (a + ((t << 11) | (t >>> 21))) | 0;
    t = (c + x11 + 1839030562 + (d ^ a ^ b)) | 0;
    c = (d + ((t << 16) | (t >>> 16))) | 0;
    t = (b + x14 - 35309556 + (c ^ d ^ a)) | 0;
    b = (c + ((t << 23) | (t >>> 9))) | 0;
    t = (a + x1 - 1530992060 + (b ^ c ^ d)) | 0;
    a = (b + ((t << 4) | (t >>> 28))) | 0;
    t = (d + x4 + 1272893353 + (a ^ b ^ c)) | 0;
    d = (a + ((t << 11) | (t >>> 21))) | 0;
    t = (c + x7 - 155497632 + (d ^ a ^ b)) | 0;
    c = (d + ((t << 16) | (t >>> 16))) | 0;
    t = (b + x10 - 1094730640 + (c ^ d ^ a)) | 0;
    b = (c + ((t << 23) | (t >>> 9))) | 0;
    t = (a + x13 + 681279174 + (b ^ c ^ d)) | 0;
    a = (b + ((t << 4) | (t >>> 28))) | 0;
    t = (d + x0 - 358537222 + (a ^ b ^ c)) | 0;
    d = (a + ((t << 11) | (t >>> 21))) | 0;
    t = (c + x3 - 722521979 + (d ^ a ^ b)) | 0;
    c = (d + ((t << 16) | (t >>> 16))) | 0;
    t = (b + x6 + 76029189 + (c ^ d ^ a)) | 0;
    b = (c + ((t << 23) | (t >>> 9))) | 0;
    t = (a + x9 - 640364487 + (b ^ c ^ d)) | 0;
    a = (b + ((t << 4) | (t >>> 28))) | 0;
    t = (d + x12 - 421815835 + (a ^ b ^ c)) | 0;
    d = (a + ((t << 11) | (t >>> 21))) | 0;
    t = (c + x15 + 530742520 + (d ^ a ^ b)) | 0;
    c = (d + ((t << 16) | (t >>> 16))) | 0;
    t = (b + x2 - 995338651 + (c ^ d ^ a)) | 0;
    b = (c + ((t << 23) | (t >>> 9))) | 0;
    t = (a + x0 - 198630844 + (c ^ (b | ~d))) | 0;
    a = (b + ((t << 6) | (t >>> 26))) | 0;
    t = (d + x7 + 1126891415 + (b ^ (a | ~c))) | 0;
    d = (a + ((t << 10) | (t >>> 22))) | 0;
    t = (c + x14 - 1416354905 + (a ^ (d | ~b))) | 0;
    c = (d + ((t << 15) | (t >>> 17))) | 0;
    t = (b + x5 - 57434055 + (d ^ (c | ~a))) | 0;
    b = (c + ((t << 21) | (t >>> 11))) | 0;
    t = (a + x12 + 1700485571 + (c ^ (b | ~d))) | 0;
    a = (b + ((t << 6) | (t >>> 26))) | 0;
    t = (d + x3 - 1894986606 + (b ^ (a | ~c))) | 0;
    d = (a + ((t << 10) | (t >>> 22))) | 0;
    t = (c + x10 - 1051523 + (a ^ (d | ~b))) | 0;
    c = (d + ((t << 15) | (t >>> 17))) | 0;
    t = (b + x1 - 2054922799 + (d ^ (c | ~a))) | 0;
    b = (c + ((t << 21) | (t >>> 11))) | 0;
    t = (a + x8 + 1873313359 + (c ^ (b | ~d))) | 0;
    a = (b + ((t << 6) | (t >>> 26))) | 0;
    t = (d + x15 - 30611744 + (b ^ (a | ~c))) | 0;
    d = (a + ((t << 10) | (t >>> 22))) | 0;
    t = (c + x6 - 1560198380 + (a ^ (d | ~b))) | 0;
    c = (d + ((t << 15) | (t >>> 17))) | 0;
    t = (b + x13 + 1309151649 + (d ^ (c | ~a))) | 0;
    b = (c + ((t << 21) | (t >>> 11))) | 0;
    t = (a + x4 - 145523070 + (c ^ (b | ~d))) | 0;
    a = (b + ((t << 6) | (t >>> 26))) | 0;
    t = (d + x11 - 1120210379 + (b ^ (a | ~c))) | 0;
    d = (a + ((t << 10) | (t >>> 22))) | 0;
    t = (c + x2 + 718787259 + (a ^ (d | ~b))) | 0;
    c = (d + ((t << 15) | (t >>> 17))) | 0;
    t = (b + x9 - 343485551 + (d ^ (c | ~a))) | 0;
    b = (c + ((t << 21) | (t >>> 11))) | 0;
    a = (a + a0) | 0;
    b = (b + b0) | 0;
    c = (c + c0) | 0;
    d = (d + d0) | 0;
  }
  state.set([a, b, c, d]);
}
