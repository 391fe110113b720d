import type { Drawing } from './scene-layers.ts';

/** Height of a figure's drawing for a body one wide; and its width, in which an arm fits on either side. */
const FIGURE_RATIO = 2.9;
const FIGURE_WIDTH = 1.8;

/** A person as a simple shape without a face; `reach` draws the arm held out to that side. */
export function drawFigure(width: number, colour: string, reach: 'left' | 'right' | 'none' = 'none'): Drawing {
  const arms = {
    none: '<rect x="4" y="92" width="17" height="104" rx="8.5"/><rect x="79" y="92" width="17" height="104" rx="8.5"/>',
    left: '<path d="M30 90 L6 84 L-36 42 Q-42 34 -34 32 L-22 38 L16 70 L40 92 L26 118 Z"/><rect x="79" y="92" width="17" height="104" rx="8.5"/>',
    right:
      '<path d="M70 90 L94 84 L136 42 Q142 34 134 32 L122 38 L84 70 L60 92 L74 118 Z"/><rect x="4" y="92" width="17" height="104" rx="8.5"/>',
  }[reach];
  const body = `
    <ellipse cx="50" cy="284" rx="46" ry="6" fill="#000" opacity=".25"/>
    <g fill="${colour}">
      <path d="M26 180 L24 284 L46 284 L50 200 L54 284 L76 284 L74 180 Z" opacity=".82"/>
      <path d="M14 104 Q14 72 50 72 Q86 72 86 104 L80 208 L20 208 Z"/>
      ${arms}
      <rect x="42" y="54" width="16" height="24"/>
    </g>
    <ellipse cx="50" cy="36" rx="23" ry="28" fill="#8d7f73"/>
    <path d="M26 32 Q26 4 50 4 Q74 4 74 32 Q62 20 50 21 Q38 20 26 32 Z" fill="#2b2724"/>`;
  const scale = width / 100;
  const shapes = `<g transform="translate(${width * 0.4} 0) scale(${scale})">${body}</g>`;
  return { width: width * FIGURE_WIDTH, height: width * FIGURE_RATIO, shapes };
}

/** One sheet of paper, slightly turned. */
export function drawSheet(size: number, turn: number): Drawing {
  const paper = `<g transform="rotate(${turn} 20 26)"><rect x="6" y="6" width="28" height="40" fill="#f4f2ea" stroke="#b9b5a8"/><path d="M11 15h18M11 21h18M11 27h18M11 33h11" stroke="#8f8b80" stroke-width="1.5"/></g>`;
  return { width: size, height: size * 1.3, shapes: `<g transform="scale(${size / 40})">${paper}</g>` };
}

/** A sheet lying at the bottom of the box. */
export function drawLyingSheet(width: number, turn: number): Drawing {
  const sheet = `<path transform="rotate(${turn} 40 12)" d="M8 16 L26 6 L74 8 L58 19 Z" fill="#efece2" stroke="#b9b5a8"/>`;
  return { width, height: width * 0.3, shapes: `<g transform="scale(${width / 80})">${sheet}</g>` };
}
