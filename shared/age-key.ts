/** As far as the form of a public key tells; whether it is whole, its checksum says. */
const AGE_KEY = /^age1[0-9a-z]{1,4000}$/;

/** Kinds of public keys that archives are enciphered for: the prefixes before the last `1`, and that of plain keys. */
const KINDS = ['age', 'age1pq', 'age1tag', 'age1tagpq'];
const LETTERS = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATORS = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/** The checksum of Bech32 (BIP 173), which age's keys end with: any four wrong letters are found. */
function polymod(values: readonly number[]): number {
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    for (const [bit, generator] of GENERATORS.entries()) if ((top >>> bit) & 1) sum ^= generator;
  }
  return sum;
}

const expanded = (prefix: string): number[] => {
  const codes = [...prefix].map((letter) => letter.charCodeAt(0));
  return [...codes.map((code) => code >>> 5), 0, ...codes.map((code) => code & 31)];
};

/** What is wrong with a key. `secret`: it is the secret key, which is nobody's business. */
export type AgeKeyProblem = 'form' | 'secret' | 'broken';

/** The same in words that follow the key, or "It"; the key itself is not repeated. */
export const AGE_KEY_PROBLEMS: Readonly<Record<AgeKeyProblem, string>> = {
  form: 'must be a public key of age, age1…',
  secret: 'is a secret key of age; give the public one that belongs to it, age1…',
  broken: 'is no whole key of age: a letter of it is missing or wrong',
};

/** What is wrong with a public key of age as typed, or null when it may be used. */
export function ageKeyProblem(key: string): AgeKeyProblem | null {
  if (/AGE-SECRET-KEY/i.test(key)) return 'secret';
  if (!AGE_KEY.test(key)) return 'form';
  const end = key.lastIndexOf('1');
  const prefix = key.slice(0, end);
  if (!KINDS.includes(prefix)) return 'form';
  const data = [...key.slice(end + 1)].map((letter) => LETTERS.indexOf(letter));
  const whole = !data.includes(-1) && polymod([...expanded(prefix), ...data]) === 1;
  // 32 bytes in letters of five bits, and six letters of checksum.
  return whole && (prefix !== 'age' || data.length === 58) ? null : 'broken';
}
