import { drawText, drawTextOnCircle, type SampleFonts } from './glyph-text.ts';
import { type ProtocolFigures, protocolLines } from './sample-protocol.ts';
import { sampleRandom } from './sample-random.ts';
import type { Drawing } from './scene-layers.ts';

/** A4 at 150 dots per inch. */
export const PAGE = { width: 1240, height: 1754 };
const INK = '#1d1d1f';
const PEN = '#27408f';
const LEFT = 110;
const RIGHT = PAGE.width - 110;

/** Roles only; nobody is named anywhere in the sample. */
const ROLES = [
  ['Төраға', 'Председатель'],
  ['Төрағаның орынбасары', 'Заместитель председателя'],
  ['Хатшы', 'Секретарь'],
  ['Комиссия мүшесі', 'Член комиссии'],
  ['Комиссия мүшесі', 'Член комиссии'],
] as const;

const rule = (y: number, from = LEFT, to = RIGHT, width = 1.5) =>
  `<path d="M${from} ${y}H${to}" stroke="${INK}" stroke-width="${width}"/>`;

/** The word across the page that no reader can miss. */
function drawSampleMark(fonts: SampleFonts): string {
  const word = drawText(fonts.bold, 'ҮЛГІ · ОБРАЗЕЦ · SAMPLE', PAGE.width / 2, PAGE.height / 2 + 60, {
    size: 104,
    fill: '#b03a3a',
    anchor: 'middle',
    turn: -54,
  });
  return `<g opacity=".13">${word}</g>`;
}

function drawHead(fonts: SampleFonts, copy: string): string {
  const middle = (text: string, y: number, size: number, bold = false) =>
    drawText(bold ? fonts.bold : fonts.text, text, PAGE.width / 2, y, { size, fill: INK, anchor: 'middle' });
  const small = (text: string, y: number) =>
    drawText(fonts.text, text, RIGHT, y, { size: 17, fill: INK, anchor: 'end' });
  return [
    small('Нысан: үлгі · Форма: образец · Form: sample', 92),
    small('0-қосымша · Приложение 0', 118),
    middle('ДАУЫС БЕРУ НӘТИЖЕЛЕРІ ТУРАЛЫ ХАТТАМА', 190, 30, true),
    middle('ПРОТОКОЛ О РЕЗУЛЬТАТАХ ГОЛОСОВАНИЯ', 230, 30, true),
    middle(copy, 268, 20),
    drawText(fonts.text, 'Сайлау учаскесі / Избирательный участок', LEFT, 324, { size: 20, fill: INK }),
    drawText(fonts.bold, '№ 101 (SAMPLE)', RIGHT, 324, { size: 22, fill: INK, anchor: 'end' }),
    rule(334),
    drawText(fonts.text, 'Мекенжайы / Адрес', LEFT, 366, { size: 20, fill: INK }),
    drawText(fonts.text, '12 Example Street, Sample City', RIGHT, 366, { size: 20, fill: INK, anchor: 'end' }),
    rule(376),
    drawText(fonts.text, 'Күні / Дата', LEFT, 408, { size: 20, fill: INK }),
    drawText(fonts.text, '30.11.2025', RIGHT, 408, { size: 20, fill: INK, anchor: 'end' }),
    rule(418),
  ].join('');
}

function drawTable(fonts: SampleFonts, figures: ProtocolFigures, seed: number): string {
  const random = sampleRandom(seed);
  const top = 460;
  const rowHeight = 86;
  const valueAt = RIGHT - 230;
  const rows = protocolLines(figures).map(({ no, kk, ru, value }, i) => {
    const y = top + i * rowHeight;
    // Written by hand: each figure a little off its line, in blue.
    const digits = [...String(value)].map((digit, k) =>
      drawText(fonts.text, digit, valueAt + 54 + k * 38 + random() * 5, y + 58 + random() * 7, {
        size: 42 + random() * 4,
        fill: PEN,
        turn: -9 + random() * 12,
      }),
    );
    return [
      drawText(fonts.bold, no, LEFT + 34, y + 52, { size: 22, fill: INK, anchor: 'middle' }),
      drawText(fonts.text, kk, LEFT + 84, y + 38, { size: 22, fill: INK }),
      drawText(fonts.text, ru, LEFT + 84, y + 68, { size: 20, fill: '#3c3c40' }),
      ...digits,
      rule(y + rowHeight),
    ].join('');
  });
  const bottom = top + rows.length * rowHeight;
  const columns = [LEFT, LEFT + 66, valueAt, RIGHT].map(
    (x) => `<path d="M${x} ${top}V${bottom}" stroke="${INK}" stroke-width="1.5"/>`,
  );
  return rule(top) + rows.join('') + columns.join('');
}

/** First page: head and lines. `seed` makes the handwriting of two copies differ. */
export function drawFirstPage(fonts: SampleFonts, figures: ProtocolFigures, copy: string, seed: number): Drawing {
  const foot = drawText(fonts.text, '1 / 2', PAGE.width / 2, PAGE.height - 60, {
    size: 18,
    fill: INK,
    anchor: 'middle',
  });
  return { ...PAGE, shapes: drawHead(fonts, copy) + drawTable(fonts, figures, seed) + drawSampleMark(fonts) + foot };
}

/** A signature that is nobody's: a random looping line. */
function drawScribble(x: number, y: number, random: () => number): string {
  let path = `M${x} ${y}`;
  for (let i = 1; i <= 6; i++) {
    const turn = () => (random() - 0.5) * 64;
    path += ` C${x + i * 26 - 30 + turn()} ${y + turn()} ${x + i * 26 + turn()} ${y + turn()} ${x + i * 26} ${y + turn() / 3}`;
  }
  return `<path d="${path}" fill="none" stroke="${PEN}" stroke-width="2.6" stroke-linecap="round"/>`;
}

/** A round mark in the colour of a stamp, with SAMPLE on it in three languages. */
export function drawStamp(fonts: SampleFonts, x: number, y: number, turn: number): string {
  const colour = '#2f4fa8';
  const ring = (r: number, width: number) =>
    `<circle r="${r}" fill="none" stroke="${colour}" stroke-width="${width}"/>`;
  const round = drawTextOnCircle(fonts.bold, '· ҮЛГІ · ОБРАЗЕЦ · SAMPLE · ҮЛГІ · ОБРАЗЕЦ · SAMPLE ', 0, 0, 95, {
    size: 20.5,
    fill: colour,
  });
  const inside = ['№ 101', 'NOT A SEAL'].map((text, i) =>
    drawText(fonts.bold, text, 0, i * 28, { size: i === 0 ? 34 : 16, fill: colour, anchor: 'middle' }),
  );
  return `<g transform="translate(${x} ${y}) rotate(${turn})" opacity=".74">${ring(124, 5)}${ring(82, 2)}${round}${inside.join('')}</g>`;
}

/** Second page: signatures, stamp, time. */
export function drawSecondPage(fonts: SampleFonts, seed: number): Drawing {
  const random = sampleRandom(seed);
  const rows = ROLES.map(([kk, ru], i) => {
    const y = 250 + i * 118;
    return [
      drawText(fonts.text, kk, LEFT, y, { size: 22, fill: INK }),
      drawText(fonts.text, ru, LEFT, y + 30, { size: 20, fill: '#3c3c40' }),
      rule(y + 36, 560, RIGHT),
      drawScribble(640 + random() * 60, y + 14, random),
    ].join('');
  });
  const line = (text: string, y: number) => drawText(fonts.text, text, LEFT, y, { size: 22, fill: INK });
  const shapes = [
    drawText(fonts.bold, 'Қолдары · Подписи', PAGE.width / 2, 150, { size: 28, fill: INK, anchor: 'middle' }),
    ...rows,
    line('Хаттамаға қол қойылған уақыт / Время подписания', 940),
    drawText(fonts.text, '30.11.2025  23 : 40', RIGHT - 300, 1000, { size: 40, fill: PEN, turn: -2 }),
    rule(1016, RIGHT - 340, RIGHT),
    line('М.О. / М.П.', 1180),
    drawStamp(fonts, 420, 1230, -14),
    line('Бұл құжат ойдан шығарылған. Документ вымышленный.', 1560),
    line('Invented for the sample case. It imitates no form in use and shows no real person.', 1596),
    drawSampleMark(fonts),
    drawText(fonts.text, '2 / 2', PAGE.width / 2, PAGE.height - 60, { size: 18, fill: INK, anchor: 'middle' }),
  ].join('');
  return { ...PAGE, shapes };
}
