import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Core } from '../../electron/core/app.ts';
import { createRaster } from '../../electron/core/media/raster.ts';
import { plainFile } from '../../electron/core/store/file-source.ts';
import type { ImportJobResult } from '../../shared/api.ts';
import { importJobs, importOne, newCase, openCase, put } from '../support/case-library.ts';
import { makeTestFilm } from '../support/films.ts';
import { hostileDocuments, onePage, stream } from '../support/hostile-documents.ts';
import { sharedTempDirs } from '../support/temp-dir.ts';

const newDir = sharedTempDirs('hostile-decoders');
const CRASHES = 100;

/** An ffmpeg that breaks with a segmentation fault, until a file named `calm` lies beside it. */
function crashingFfmpeg(dir: string): string {
  const path = join(dir, 'ffmpeg');
  writeFileSync(
    path,
    `#!/bin/sh\nif [ "$1" = -version ] || [ -e '${dir}/calm' ]; then exec ffmpeg "$@"; fi\nkill -SEGV $$\n`,
  );
  chmodSync(path, 0o755);
  return path;
}

describe('a decoder that breaks', () => {
  let core: Core;
  afterAll(() => core?.close());

  test(`${CRASHES} imports in a row with a crash in each leave the session usable`, { timeout: 300_000 }, async () => {
    const dir = newDir();
    core = await openCase(await newCase(dir), { ffmpeg: crashingFfmpeg(dir) });
    // One film with another byte behind it each time, so that each is another original.
    const film = makeTestFilm(dir, { name: 'film.mkv', frames: 5, size: '64x48' });
    const whole = readFileSync(film);
    const given = Array.from({ length: CRASHES }, (_, n) =>
      put(join(dir, 'given'), `${n}.mkv`, Buffer.concat([whole, Buffer.from(`${n}`)])),
    );
    for (const job of await importJobs(core, given)) {
      const { outcome, item } = job.result as ImportJobResult;
      expect(outcome).toBe('imported');
      expect(item).toMatchObject({ review: 'none', frames: null });
      expect(item?.warnings.map(({ message }) => message).join()).toContain('broke off (SIGSEGV)');
    }
    writeFileSync(join(dir, 'calm'), '');
    const id = await importOne(core, makeTestFilm(dir, { name: 'good.mp4', frames: 7, size: '64x48' }));
    expect((await core.call('evidence.frames', { id })).pts).toHaveLength(7);
    const mark = await core.call('marks.create', { evidenceId: id, in: 1, out: 3, title: 'after a hundred crashes' });
    expect(mark.in?.n).toBe(1);
  });
});

describe('documents that mean harm', () => {
  const documents = hostileDocuments({ film: '/nowhere/secret.ts', http: 'http://127.0.0.1:9' });
  const named = (name: string) => {
    const found = documents.find((file) => file.name === name);
    return { family: 'pdf', source: plainFile(put(newDir(), name, found?.bytes ?? expect.fail(name))) } as const;
  };

  test.each([
    'script.pdf',
    'script-in-names.pdf',
    'form-script.pdf',
    'launch.pdf',
    'submit.pdf',
    'embedded-file.pdf',
    'huge-page.pdf',
    'long-thin-page.pdf',
  ])('%s is drawn like any other page, and nothing of it runs', async (name) => {
    const raster = createRaster();
    const file = named(name);
    const { pages, warnings } = await raster.inspect(file);
    expect({ pages: pages.length, warnings }).toEqual({ pages: 1, warnings: [] });
    expect((await raster.page(file, 1, 200)).length).toBeGreaterThan(100);
    await raster.close();
  });

  test('a script that would fill a field leaves the page as it is on paper', async () => {
    const action = '/OpenAction << /S /JavaScript /JS (this.getField\\("a"\\).value = "BY SCRIPT";) >>';
    const field =
      '<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (paper) /Rect [0 0 190 90] /DA (/Helv 20 Tf 0 g) >>';
    const form = (more: string) =>
      onePage(`/AcroForm << /Fields [5 0 R] /NeedAppearances true >> ${more}`, '/Annots [5 0 R]', '', field);
    const raster = createRaster();
    const drawn = await Promise.all(
      [form(action), form('')].map((bytes, n) =>
        raster.page({ family: 'pdf', source: plainFile(put(newDir(), `${n}.pdf`, bytes)) }, 1, 200),
      ),
    );
    expect(Buffer.from(drawn[0] ?? []).equals(Buffer.from(drawn[1] ?? [1]))).toBe(true);
    await raster.close();
  });

  test('one that unpacks to gigabytes is given up, not the program, and the next one is drawn', {
    timeout: 120_000,
  }, async () => {
    const raster = createRaster();
    const before = process.memoryUsage().rss;
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss - before);
    }, 20);
    const bomb = named('forms-of-forms.pdf');
    const { pages, warnings } = await raster.inspect(bomb);
    clearInterval(watch);
    expect(pages).toEqual([]);
    expect(warnings).toMatchObject([
      { code: 'damaged', message: expect.stringMatching(/broke the decoder|took too long/) },
    ]);
    expect(most).toBeLessThan(900e6);
    // Asked again, it costs nothing: what broke the thread once is not tried again.
    const started = performance.now();
    await expect(raster.inspect(bomb)).resolves.toMatchObject({ pages: [] });
    expect(performance.now() - started).toBeLessThan(200);
    const good = onePage('', '', '0 0 50 50 re f');
    expect(
      (await raster.page({ family: 'pdf', source: plainFile(put(newDir(), 'good.pdf', good)) }, 1, 100)).length,
    ).toBeGreaterThan(50);
    await raster.close();
  });

  test('one whose picture unpacks a thousandfold is drawn within bounds or refused', { timeout: 120_000 }, async () => {
    const raster = createRaster();
    const before = process.memoryUsage().rss;
    const image = stream(
      '/Type /XObject /Subtype /Image /Width 60000 /Height 6000 /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 60000 /Rows 6000 >>',
      Buffer.alloc(2000),
    );
    const bytes = onePage('', '/Resources << /XObject << /X 5 0 R >> >>', '200 0 0 100 0 0 cm /X Do', image);
    await raster
      .page({ family: 'pdf', source: plainFile(put(newDir(), 'fax.pdf', bytes)) }, 1, 100)
      .catch((error: unknown) => {
        expect(error).toMatchObject({ code: 'not_reviewable' });
      });
    expect(process.memoryUsage().rss - before).toBeLessThan(900e6);
    await raster.close();
  });
});
