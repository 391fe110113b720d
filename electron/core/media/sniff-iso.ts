import { FAMILIES, type Family } from './file-families.ts';

const FIRST_BOXES = new Set(['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip', 'pnot', 'styp', 'moof', 'udta', 'sidx']);
const HEIF_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1', 'mif2'];

/** ISO base media (ISO/IEC 14496-12), QuickTime, and the still-picture formats built on them. */
export function sniffIsoMedia(head: Buffer): { family: Family; mime: string } | null {
  if (head.length < 8) return null;
  const type = head.toString('latin1', 4, 8);
  const size = head.readUInt32BE(0);
  if (!FIRST_BOXES.has(type) || (size < 8 && size > 1)) return null;
  if (type !== 'ftyp') return { family: FAMILIES.mov, mime: 'video/quicktime' };
  const brands = brandsOf(head, size);
  const major = brands[0] ?? '';
  if (major === 'avif' || major === 'avis' || (HEIF_BRANDS.includes(major) && brands.includes('avif')))
    return { family: FAMILIES.avif, mime: 'image/avif' };
  if (HEIF_BRANDS.includes(major))
    return { family: FAMILIES.heif, mime: major.startsWith('mif') ? 'image/heif' : 'image/heic' };
  if (major === 'crx ') return { family: FAMILIES.raw, mime: 'image/x-canon-cr3' };
  return { family: FAMILIES.mov, mime: mimeOfBrand(major) };
}

function brandsOf(head: Buffer, size: number): string[] {
  const brands: string[] = [];
  for (let offset = 8; offset + 4 <= Math.min(size, head.length, 256); offset += 4)
    if (offset !== 12) brands.push(head.toString('latin1', offset, offset + 4));
  return brands;
}

function mimeOfBrand(major: string): string {
  if (major === 'qt  ') return 'video/quicktime';
  if (major.startsWith('3gp')) return 'video/3gpp';
  if (major.startsWith('3g2')) return 'video/3gpp2';
  if (major.startsWith('M4A') || major.startsWith('M4B')) return 'audio/mp4';
  return 'video/mp4';
}
