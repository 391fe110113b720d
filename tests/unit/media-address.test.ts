import { describe, expect, it } from 'vitest';
import { mediaAddress } from '../../electron/hosts/media-address.ts';
import { media } from '../../renderer/host/media-urls.ts';

const SHA = 'a'.repeat(64);

describe('mediaAddress', () => {
  it('lets every address through that the page makes', () => {
    const made = [
      media.original(SHA),
      media.picture(SHA, 12, 960),
      media.field(SHA, 12, 'top', 960),
      media.field(SHA, 12, 'bottom'),
      media.prints(SHA),
      media.proxy(SHA, 3),
      media.sound(SHA),
      media.waveform(SHA),
      media.filmstrip(SHA),
      media.still(SHA, 12),
      media.page(SHA, 1, 800),
      media.sheet(SHA, 1, 800),
    ];
    for (const address of made) {
      const { pathname, search } = new URL(address, 'http://127.0.0.1');
      expect(mediaAddress(pathname, search)).toBe(address);
    }
  });

  it.each([
    ['/media/original/..%2f', ''],
    ['/media/../etc', ''],
    ['/media/original/a.b', ''],
    ['/media/picture/a/1', '?w=1e3'],
    ['/media/picture/a/1', '?w=1234567'],
    ['/media/picture/a/1', '?field=Top'],
    ['/media/picture/a/1', '?field=../x'],
    ['/media/picture/a/1', '?field=a%00'],
    ['/media/picture/a/1', '?field='],
    ['/other/a', ''],
  ])('refuses %s%s', (pathname, search) => {
    expect(mediaAddress(pathname, search)).toBeNull();
  });
});
