import { type FileSource, withBytes } from '../store/file-source.ts';
import type { Family } from './file-families.ts';

/** Sample entries of encrypted tracks (ISO/IEC 23001-7) and ASF's encryption objects (ASF specification, 3.14, 3.15). */
const SIGNS: Readonly<Record<string, readonly Buffer[]>> = {
  mov: [Buffer.from('encv'), Buffer.from('enca'), Buffer.from('pssh')],
  asf: [Buffer.from('fbb3112223bdd211b4b700a0c955fc6e', 'hex'), Buffer.from('14e68a292226174cb935dae07ee9289c', 'hex')],
};
const SPAN = 4 << 20;

/** True when the file says that its pictures or sound are encrypted, so that what decodes may be noise. */
export async function saysEncrypted(source: FileSource, family: Family): Promise<boolean> {
  const signs = SIGNS[family.id];
  if (!signs) return false;
  return withBytes(source, async (file) => {
    const starts = file.size > SPAN ? [0, Math.max(SPAN, file.size - SPAN)] : [0];
    for (const start of starts) {
      const part = await file.read(start, SPAN);
      if (signs.some((sign) => stands(part, sign, family.id))) return true;
    }
    return false;
  });
}

/** A box type counts only where a plausible box size stands before it; the same four letters occur in picture data. */
function stands(part: Buffer, sign: Buffer, family: string): boolean {
  for (let at = part.indexOf(sign); at >= 0; at = part.indexOf(sign, at + 1)) {
    if (family !== 'mov') return true;
    const size = at >= 4 ? part.readUInt32BE(at - 4) : 0;
    if (size >= 32 && size < 65_536) return true;
  }
  return false;
}
