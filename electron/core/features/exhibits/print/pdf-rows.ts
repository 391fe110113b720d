import type { FactRow, RowLine } from './fact-row.ts';
import {
  add,
  artifact,
  CONTENT_WIDTH,
  draw,
  heightOf,
  INK,
  need,
  PAGE,
  type Pdf,
  type Structure,
  type TextStyle,
} from './pdf-document.ts';

const LABEL_WIDTH = 112;
const PADDING = 5;

export interface RowStyle {
  readonly size: number;
  /** Height of what follows and is never to begin a page without the last row above it. */
  readonly below?: number;
}

const styleOf = (line: RowLine, { size }: RowStyle): TextStyle => ({
  font: line.mono === true ? 'mono' : 'regular',
  size: line.mono === true ? size * 0.81 : size,
  x: PAGE.side + LABEL_WIDTH,
  width: CONTENT_WIDTH - LABEL_WIDTH,
});

/**
 * Draws facts as a table of two columns with a hairline above each row. A row stays together when a page can hold it;
 * a longer one flows on, with its text in its own column.
 */
export function drawRows(doc: Pdf, parent: Structure, rows: readonly FactRow[], style: RowStyle): void {
  const table = doc.struct('Table');
  parent.add(table);
  for (const row of rows) drawRow(doc, table, row, style, row === rows.at(-1) ? (style.below ?? 0) : 0);
  table.end();
}

function drawRow(doc: Pdf, table: Structure, row: FactRow, style: RowStyle, below: number): void {
  const label: TextStyle = { size: style.size, color: INK.dim, width: LABEL_WIDTH - 12 };
  const height = row.lines.reduce((sum, each) => sum + heightOf(doc, each.text, styleOf(each, style)), 0);
  const tall = Math.max(height, heightOf(doc, row.label, label)) + 2 * PADDING;
  need(doc, Math.min(tall, 160) + below);
  const top = doc.y;
  artifact(doc, () => {
    doc
      .moveTo(PAGE.side, top)
      .lineTo(PAGE.width - PAGE.side, top)
      .lineWidth(0.5)
      .strokeColor(INK.line)
      .stroke();
  });
  const element = doc.struct('TR');
  table.add(element);
  const pageAtTop = doc.page;
  add(doc, element, 'TH', () => draw(doc, row.label, label, top + PADDING));
  const underLabel = doc.y;
  add(doc, element, 'TD', () => {
    let y = top + PADDING;
    for (const each of row.lines) {
      draw(doc, each.text, styleOf(each, style), y);
      y = doc.y;
    }
  });
  element.end();
  doc.y = (doc.page === pageAtTop ? Math.max(doc.y, underLabel) : doc.y) + PADDING;
}
