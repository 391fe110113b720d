import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import PDFDocument from 'pdfkit';
import { makeTestFilm } from '../../support/films.ts';

const CORPUS = resolve(import.meta.dirname, '../../../../shared/corpus');

/** Footage and a scan as observers bring them: real files where the corpus is at hand, else films made here. */
export interface EvidenceFiles {
  readonly film: string;
  /** Variable rate, and in a container that no browser plays. */
  readonly oldFilm: string;
  readonly paper: string;
  /** A film cut off in its middle. */
  readonly corrupt: string;
}

async function makePaper(path: string): Promise<string> {
  const paper = new PDFDocument({ size: 'A4' });
  const parts: Buffer[] = [];
  paper.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise((resolved) => paper.on('end', resolved));
  paper.fontSize(24).text('Result protocol').addPage().text('Second page');
  paper.end();
  await ended;
  writeFileSync(path, Buffer.concat(parts));
  return path;
}

/** Where the file of the corpus is, or what `make` makes in its stead. */
function real(name: string, make: () => string): string {
  const path = join(CORPUS, name);
  return existsSync(path) ? path : make();
}

export async function evidenceFiles(dir: string): Promise<EvidenceFiles> {
  if (!existsSync(CORPUS)) process.stdout.write('No corpus beside the project: the flow runs on films made here.\n');
  const film = real('video/and_h264_17s_visible_clock.mp4', () =>
    makeTestFilm(dir, { name: 'hall.mp4', frames: 120, sound: 440 }),
  );
  const corrupt = join(dir, 'cut-off.mp4');
  const whole = readFileSync(makeTestFilm(dir, { name: 'whole.mp4', frames: 100 }));
  writeFileSync(corrupt, whole.subarray(0, whole.length >> 1));
  const oldFilm = makeTestFilm(dir, { name: 'recorder.avi', frames: 50, encode: ['-c:v', 'mpeg4', '-bf', '0'] });
  return { film, oldFilm, paper: await makePaper(join(dir, 'protocol.pdf')), corrupt };
}

/** Drops files onto the page as a file manager does: with their bytes, without their paths. */
export async function dropFiles(page: Page, paths: readonly string[]): Promise<void> {
  const files = paths.map((path) => ({
    name: path.slice(path.lastIndexOf('/') + 1),
    bytes: readFileSync(path).toString('base64'),
  }));
  const transfer = await page.evaluateHandle((list) => {
    const data = new DataTransfer();
    for (const { name, bytes } of list) {
      data.items.add(new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name));
    }
    return data;
  }, files);
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.dispatchEvent('main', type, { dataTransfer: transfer });
  }
}
