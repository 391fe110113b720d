import type { EvidenceKind } from '../../../shared/evidence.ts';

/** A kind of file that we can tell by its content: what it is, which ffmpeg demuxer may open it, how such files are named. */
export interface Family {
  readonly id: string;
  /** For a person: "Matroska or WebM". */
  readonly label: string;
  readonly kind: EvidenceKind;
  readonly mime: string;
  /** Name of the only demuxer that ffmpeg may use on it; null when ffmpeg must not see it. */
  readonly demuxer: string | null;
  /** Usual endings of its names, without the dot. */
  readonly endings: readonly string[];
}

const family = (
  id: string,
  label: string,
  kind: EvidenceKind,
  mime: string,
  demuxer: string | null,
  endings: string,
): Family => ({ id, label, kind, mime, demuxer, endings: endings === '' ? [] : endings.split(' ') });

export const FAMILIES = {
  mov: family(
    'mov',
    'MP4 or QuickTime',
    'video',
    'video/mp4',
    'mov',
    'mp4 m4v mov qt 3gp 3g2 m4a m4b f4v mj2 insv lrv ismv cmfv',
  ),
  matroska: family('matroska', 'Matroska or WebM', 'video', 'video/x-matroska', 'matroska', 'mkv webm mka mk3d'),
  avi: family('avi', 'AVI', 'video', 'video/x-msvideo', 'avi', 'avi divx'),
  asf: family('asf', 'Windows Media', 'video', 'video/x-ms-asf', 'asf', 'asf wmv wma'),
  flv: family('flv', 'Flash video', 'video', 'video/x-flv', 'flv', 'flv'),
  ivf: family('ivf', 'IVF', 'video', 'video/x-ivf', 'ivf', 'ivf'),
  dv: family('dv', 'DV', 'video', 'video/x-dv', 'dv', 'dv dif'),
  mpegts: family('mpegts', 'MPEG transport stream', 'video', 'video/mp2t', 'mpegts', 'ts m2ts mts m2t tp trp tod'),
  mpegps: family('mpegps', 'MPEG program stream', 'video', 'video/mpeg', 'mpeg', 'mpg mpeg vob mod m2p ps dat evo vro'),
  mpegvideo: family('mpegvideo', 'MPEG video', 'video', 'video/mpeg', 'mpegvideo', 'm1v m2v mpv mpg mpeg'),
  mxf: family('mxf', 'MXF', 'video', 'application/mxf', 'mxf', 'mxf'),
  rm: family('rm', 'RealMedia', 'video', 'application/vnd.rn-realmedia', 'rm', 'rm rmvb ra'),
  dhav: family('dhav', 'DHAV recorder video', 'video', 'video/x-dhav', 'dhav', 'dav'),
  y4m: family('y4m', 'YUV4MPEG2', 'video', 'video/x-yuv4mpeg', 'yuv4mpegpipe', 'y4m'),
  gxf: family('gxf', 'GXF', 'video', 'application/gxf', 'gxf', 'gxf'),
  ogg: family('ogg', 'Ogg', 'video', 'application/ogg', 'ogg', 'ogg ogv oga opus ogx spx'),
  wav: family('wav', 'WAVE', 'audio', 'audio/wav', 'wav', 'wav wave bwf rf64'),
  w64: family('w64', 'Wave64', 'audio', 'audio/x-w64', 'w64', 'w64'),
  mp3: family('mp3', 'MP3', 'audio', 'audio/mpeg', 'mp3', 'mp3 mp2 mpa'),
  flac: family('flac', 'FLAC', 'audio', 'audio/flac', 'flac', 'flac'),
  aac: family('aac', 'AAC', 'audio', 'audio/aac', 'aac', 'aac adts'),
  ac3: family('ac3', 'AC-3', 'audio', 'audio/ac3', 'ac3', 'ac3'),
  amr: family('amr', 'AMR', 'audio', 'audio/amr', 'amr', 'amr awb'),
  caf: family('caf', 'Core Audio', 'audio', 'audio/x-caf', 'caf', 'caf'),
  aiff: family('aiff', 'AIFF', 'audio', 'audio/aiff', 'aiff', 'aif aiff aifc'),
  au: family('au', 'Sun audio', 'audio', 'audio/basic', 'au', 'au snd'),

  jpeg: family('jpeg', 'JPEG', 'image', 'image/jpeg', null, 'jpg jpeg jpe jfif mpo'),
  png: family('png', 'PNG', 'image', 'image/png', null, 'png'),
  webp: family('webp', 'WebP', 'image', 'image/webp', null, 'webp'),
  gif: family('gif', 'GIF', 'image', 'image/gif', null, 'gif'),
  tiff: family('tiff', 'TIFF', 'image', 'image/tiff', null, 'tif tiff btf tf8'),
  raw: family('raw', 'camera raw', 'image', 'image/x-camera-raw', null, 'cr2 cr3 nef arw dng orf rw2 raf'),
  bmp: family('bmp', 'BMP', 'image', 'image/bmp', null, 'bmp dib'),
  heif: family('heif', 'HEIF', 'image', 'image/heic', null, 'heic heif hif'),
  avif: family('avif', 'AVIF', 'image', 'image/avif', null, 'avif'),
  pdf: family('pdf', 'PDF', 'document', 'application/pdf', null, 'pdf'),

  text: family('text', 'plain text', 'document', 'text/plain', null, 'txt text md csv tsv log srt vtt ass'),
  json: family('json', 'JSON', 'document', 'application/json', null, 'json geojson'),
  xml: family('xml', 'XML or HTML text', 'other', 'application/xml', null, 'xml html htm xhtml gpx kml'),
  svg: family('svg', 'SVG', 'other', 'image/svg+xml', null, 'svg'),
  playlist: family(
    'playlist',
    'a playlist that refers to other files',
    'other',
    'text/plain',
    null,
    'm3u m3u8 mpd sdp ffconcat',
  ),
  zip: family('zip', 'ZIP', 'other', 'application/zip', null, 'zip docx xlsx pptx odt ods odp epub jar kmz'),
  ole: family('ole', 'an older Office file', 'other', 'application/x-ole-storage', null, 'doc xls ppt msg'),
  program: family('program', 'a program', 'other', 'application/octet-stream', null, 'exe dll so'),
  unknown: family('unknown', 'of no type that Aigaq knows', 'other', 'application/octet-stream', null, ''),
  empty: family('empty', 'empty', 'other', 'application/octet-stream', null, ''),
} as const satisfies Record<string, Family>;

export type FamilyId = keyof typeof FAMILIES;

/** Ending of a file's name in lower case, without the dot; empty when it has none. */
export function endingOf(name: string): string {
  return /\.([a-z0-9]{1,10})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** The families whose files are usually named with this ending. */
export function familiesOfEnding(ending: string): Family[] {
  return Object.values(FAMILIES).filter((one: Family) => one.endings.includes(ending));
}
