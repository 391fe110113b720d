/** What a server must answer to a Range header (RFC 9110, section 14), worked out by other means than the product's. */
export type RangeAnswer =
  | { readonly status: 200 }
  | { readonly status: 206; readonly first: number; readonly last: number }
  | { readonly status: 416 };

const DIGITS = new Set('0123456789');
const isNumber = (text: string) => text !== '' && [...text].every((letter) => DIGITS.has(letter));

/** `most`: a server may give a shorter part than was asked for, from the same first byte. */
export function rangeAnswer(header: string, size: number, most: number): RangeAnswer {
  const whole: RangeAnswer = { status: 200 };
  const at = header.indexOf('=');
  // Other units, several ranges, and what is not well-formed may be answered with the whole.
  if (at < 0 || header.slice(0, at).toLowerCase() !== 'bytes') return whole;
  const spec = header.slice(at + 1).replace(/^[ \t]+|[ \t]+$/g, '');
  const dash = spec.indexOf('-');
  if (dash < 0 || spec.includes(',')) return whole;
  const [from, to] = [spec.slice(0, dash), spec.slice(dash + 1)];
  const wellFormed = [from, to].every((text) => text === '' || isNumber(text)) && spec !== '-';
  if (!wellFormed) return whole;
  return from === '' ? lastBytes(BigInt(to), BigInt(size), most) : bytesFrom(BigInt(from), to, BigInt(size), most);
}

function lastBytes(length: bigint, size: bigint, most: number): RangeAnswer {
  if (length === 0n || size === 0n) return { status: 416 };
  return part(length > size ? 0n : size - length, size - 1n, most);
}

function bytesFrom(first: bigint, to: string, size: bigint, most: number): RangeAnswer {
  const last = to === '' ? null : BigInt(to);
  if (last !== null && last < first) return { status: 200 };
  if (first >= size) return { status: 416 };
  return part(first, last === null || last >= size ? size - 1n : last, most);
}

function part(first: bigint, last: bigint, most: number): RangeAnswer {
  return { status: 206, first: Number(first), last: Math.min(Number(last), Number(first) + most - 1) };
}

/** One header out of well-formed, nearly well-formed and wild ones. */
export function rangeHeader(random: (end: number) => number, size: number): string {
  const number = () => {
    const near = [0, 1, size - 1, size, size + 1, 2 ** 31, 2 ** 53, random(size), random(size), random(size)];
    const text = String(near[random(near.length)]);
    const forms = [
      ...Array<string>(12).fill(text),
      `00${text}`,
      `+${text}`,
      `-${text}`,
      `${text}.0`,
      `0x${text}`,
      '',
      '9'.repeat(40),
    ];
    return forms[random(forms.length)] ?? '';
  };
  const one = () => `${number()}-${number()}`;
  const units = [
    'bytes=',
    'bytes=',
    'bytes=',
    'bytes=',
    'bytes=',
    'Bytes=',
    'BYTES= ',
    'bytes =',
    'items=',
    'bytes:',
    '',
    '=',
  ];
  const sets = [
    one,
    one,
    one,
    one,
    () => `${one()},${one()}`,
    () => `${one()} `,
    () => `${number()}--${number()}`,
    () => `${number()} - ${number()}`,
  ];
  return `${units[random(units.length)]}${(sets[random(sets.length)] ?? one)()}`;
}
