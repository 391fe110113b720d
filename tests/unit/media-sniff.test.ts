import { describe, expect, test } from 'vitest';
import { FAMILIES } from '../../electron/core/media/file-families.ts';
import { sniff, typeMismatch } from '../../electron/core/media/sniff.ts';

const hex = (digits: string) => Buffer.from(digits.replaceAll(' ', ''), 'hex');
const text = (value: string) => Buffer.from(value);
const id = (head: Buffer, name = '') => sniff(head, name).family.id;
const repeat = (packet: Buffer, times: number) => Buffer.concat(Array.from({ length: times }, () => packet));
const packet = (size: number, before = 0) =>
  Buffer.concat([Buffer.alloc(before), hex('47 40 11 10'), Buffer.alloc(size - 4 - before, 0xff)]);
const ftyp = (brand: string, ...compatible: string[]) => {
  const box = Buffer.alloc(16 + 4 * compatible.length);
  box.writeUInt32BE(box.length, 0);
  box.write(`ftyp${brand}`, 4, 'latin1');
  compatible.forEach((one, i) => {
    box.write(one, 16 + 4 * i, 'latin1');
  });
  return box;
};

describe('sniffing by content', () => {
  test.each([
    ['mov', ftyp('isom', 'mp42')],
    ['mov', hex('00000f17 6d6f6f76 0000006c')],
    ['mov', hex('000b2a00 6d646174 78f90854')],
    ['heif', ftyp('heic', 'mif1')],
    ['avif', ftyp('mif1', 'avif')],
    ['avif', ftyp('avif')],
    ['raw', ftyp('crx ')],
    ['matroska', hex('1a45dfa3 9f428681')],
    ['avi', text('RIFF....AVI LIST')],
    ['wav', text('RIFF....WAVEfmt ')],
    ['webp', text('RIFF....WEBPVP8 ')],
    ['asf', hex('3026b2758e66cf11a6d900aa0062ce6c 5b30')],
    ['flv', hex('464c5601 05 00000009')],
    ['ivf', text('DKIF\0\0')],
    ['mxf', hex('060e2b34 02050101 0d010201 01020200')],
    ['mxf', Buffer.concat([Buffer.alloc(700), hex('060e2b34 02050101 0d010201 01020200')])],
    ['ogg', text('OggS\0')],
    ['flac', text('fLaC')],
    ['amr', text('#!AMR\n')],
    ['caf', text('caff\0\x01')],
    ['aiff', text('FORM....AIFF')],
    ['mpegps', hex('000001ba 44000d')],
    ['mpegvideo', hex('000001b3 2d01e0')],
    ['mpegts', repeat(packet(188), 5)],
    ['mpegts', repeat(packet(192, 4), 5)],
    ['mpegts', Buffer.concat([Buffer.alloc(77, 1), repeat(packet(188), 6)])],
    ['jpeg', hex('ffd8ffe1')],
    ['png', hex('89504e470d0a1a0a')],
    ['gif', text('GIF89a')],
    ['tiff', hex('49492a00 08000000')],
    ['tiff', hex('4d4d002b 00080000')],
    ['raw', hex('49492a00 10000000 4352 0200')],
    ['pdf', text('%PDF-1.7')],
    ['pdf', Buffer.concat([Buffer.alloc(900, 0x20), text('%PDF-1.4')])],
    ['zip', text('PK\x03\x04')],
    ['ole', hex('d0cf11e0a1b11ae1')],
    ['empty', Buffer.alloc(0)],
    ['unknown', Buffer.alloc(50_000, 0xff)],
    ['unknown', hex('00000000 000102030405060708')],
  ])('%s', (family, head) => expect(id(head)).toBe(family));

  test('MP3, AAC and AC-3 need three frames that follow one another', () => {
    const mp3 = Buffer.concat([hex('fffb9064'), Buffer.alloc(417 - 4)]);
    const adts = Buffer.concat([hex('fff150800 2 1ffc'.replaceAll(' ', '')), Buffer.alloc(9)]);
    expect(id(repeat(mp3, 4))).toBe('mp3');
    expect(id(Buffer.concat([text('ID3'), hex('040000 00000004'), Buffer.alloc(4), repeat(mp3, 4)]))).toBe('mp3');
    expect(id(repeat(adts, 8))).toBe('aac');
    expect(id(Buffer.concat([mp3, Buffer.alloc(5000, 7)]))).toBe('unknown');
  });

  test.each([
    ['#EXTM3U\n#EXT-X-VERSION:3\n/other/secret.ts\n', 'clip.mp4'],
    ["ffconcat version 1.0\nfile 'secret.ts'\n", 'clip.mp4'],
    ['<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011"></MPD>', 'clip.mp4'],
    ['v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\n', 'clip.sdp'],
    ['\n  #EXTM3U', 'x.ts'],
  ])('a playlist never reaches ffmpeg: %j', (body, name) => {
    const { family } = sniff(text(body), name);
    expect(family.id).toBe('playlist');
    expect(family.demuxer).toBeNull();
  });

  test('texts: the name breaks ties only among them', () => {
    expect(sniff(text('a;b\n1;2\n'), 'table.csv').mime).toBe('text/csv');
    expect(id(text('{"a": 1}'), 'x')).toBe('json');
    expect(id(text('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'x.mp4')).toBe('svg');
    expect(id(text('Хаттама №1 — дауыс беру'), 'x')).toBe('text');
    expect(id(Buffer.from('\ufeffДауыс', 'utf16le'), 'x')).toBe('text');
    expect(id(text('MZ\x90\x00plain text after all'), 'x.txt')).toBe('unknown');
  });
});

describe('names that promise another type', () => {
  test('are told', () => {
    expect(typeMismatch(FAMILIES.matroska, 'clip.mp4')).toContain('".mp4"');
    expect(typeMismatch(FAMILIES.unknown, 'clip.MP4')).not.toBeNull();
    expect(typeMismatch(FAMILIES.playlist, 'clip.mp4')).not.toBeNull();
    expect(typeMismatch(FAMILIES.webp, 'photo.jpeg')).not.toBeNull();
  });
  test('agreeing and unknown endings are not', () => {
    expect(typeMismatch(FAMILIES.mov, 'clip.3gp')).toBeNull();
    expect(typeMismatch(FAMILIES.mpegps, 'MOVIE.VOB')).toBeNull();
    expect(typeMismatch(FAMILIES.mov, 'no ending')).toBeNull();
    expect(typeMismatch(FAMILIES.text, 'notes.html')).toBeNull();
    expect(typeMismatch(FAMILIES.unknown, 'archive.xyz')).toBeNull();
  });
});
