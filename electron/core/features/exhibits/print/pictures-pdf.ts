import { forPrint } from '../exhibit/page-picture.ts';
import type { PreviewPicture } from '../exhibit/preview-pictures.ts';
import { add, artifact, CONTENT_WIDTH, draw, finish, INK, newPdf, PAGE, type PdfOptions } from './pdf-document.ts';

/** Free below a picture, for its caption and the foot of the page. */
const FOOT = 40;

/** Pictures for looking at before an export, one on a page, with their captions. */
export async function picturesPdf(
  pictures: readonly PreviewPicture[],
  options: Pick<PdfOptions, 'resourcesDir' | 'versions' | 'lang' | 'title' | 'date'>,
): Promise<{ pdf: Uint8Array; pages: number }> {
  const whole: PdfOptions = { ...options, header: '', footer: () => '' };
  const doc = newPdf(whole);
  const root = doc.struct('Document');
  doc.addStructure(root);
  for (const [n, { caption, png }] of pictures.entries()) {
    if (n > 0) doc.addPage();
    const { jpeg, width, height } = await forPrint(png);
    const room = PAGE.height - PAGE.top - PAGE.bottom - FOOT;
    const scale = Math.min(CONTENT_WIDTH / width, room / height);
    const shown = { width: width * scale, height: height * scale };
    const [x, y] = [PAGE.side + (CONTENT_WIDTH - shown.width) / 2, PAGE.top];
    const figure = doc.struct('Figure', { alt: caption }, () => {
      doc.image(Buffer.from(jpeg), x, y, shown);
    });
    root.add(figure);
    artifact(doc, () => {
      doc.rect(x, y, shown.width, shown.height).lineWidth(0.5).strokeColor(INK.line).stroke();
    });
    add(doc, root, 'P', () => draw(doc, caption, { font: 'mono', size: 9, color: INK.dim }, y + shown.height + 10));
  }
  root.end();
  return finish(doc, whole);
}
