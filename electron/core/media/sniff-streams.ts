import { FAMILIES, type Family } from './file-families.ts';

const found = (family: Family) => ({ family, mime: family.mime });

/** Streams that have no file header and are known by their packets: MPEG, DV, GXF. */
export function sniffStreams(head: Buffer): { family: Family; mime: string } | null {
  const start = head.length >= 4 ? head.readUInt32BE(0) : 0;
  if (start === 0x1ba) return found(FAMILIES.mpegps);
  if (start === 0x1b3) return found(FAMILIES.mpegvideo);
  if (head.toString('hex', 0, 5) === '0000000001' && head[5] === 0xbc) return found(FAMILIES.gxf);
  if (isDv(head)) return found(FAMILIES.dv);
  if (isTransportStream(head)) return found(FAMILIES.mpegts);
  return null;
}

/** IEC 61834: a DIF sequence opens with a header block, then two subcode blocks of 80 bytes. */
function isDv(head: Buffer): boolean {
  if (head.length < 240 || head[0] !== 0x1f || head[1] !== 0x07 || head[2] !== 0x00) return false;
  return ((head[80] ?? 0) & 0xe0) === 0x20 && ((head[160] ?? 0) & 0xe0) === 0x20;
}

/** ISO/IEC 13818-1: sync bytes every 188 bytes; 192 with a time stamp before each (M2TS), 204 with error correction. */
function isTransportStream(head: Buffer): boolean {
  for (const size of [188, 192, 204])
    for (let first = 0; first < size && first + 1 < head.length; first++) if (syncs(head, first, size)) return true;
  return false;
}

function syncs(head: Buffer, first: number, size: number): boolean {
  const packets = Math.floor((head.length - first) / size);
  const wanted = Math.min(packets, 8);
  if (wanted < 3)
    return first === (size === 192 ? 4 : 0) && wanted > 0 && head[first] === 0x47 && head[first + 1] === 0x40;
  for (let packet = 0; packet < wanted; packet++) if (head[first + packet * size] !== 0x47) return false;
  return true;
}
