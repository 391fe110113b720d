import { drawText, type SampleFonts } from './glyph-text.ts';
import type { Drawing, Layer } from './scene-layers.ts';

/** Larger than the picture, so that the hand that holds the phone can move. */
export const TABLE_SIZE = { width: 780, height: 1350 };
export const PHONE_SIZE = { width: 720, height: 1280 };
/** Frames between which a bundle is taken from one pile and laid on another, and when a second one follows. */
export const MOVES = [
  { grasped: 70, lifted: 78, laid: 104 },
  { grasped: 142, lifted: 150, laid: 176 },
] as const;
const PILE_1 = { x: 130, y: 650 };
const PILE_2 = { x: 470, y: 650 };
const BUNDLE = 30;

function drawBundle(height: number): Drawing {
  const edges = Array.from({ length: Math.floor(height / 6) }, (_, i) => `M6 ${62 + i * 6}h188`).join('');
  const shapes = `<rect x="6" y="56" width="188" height="${height}" fill="#e9e5d9" stroke="#a39f93"/><path d="${edges}" stroke="#bdb8ab"/>
    <path d="M6 56 L34 8 H222 L194 56 Z" fill="#f5f2e9" stroke="#a39f93"/><path d="M194 56 L222 8 V${8 + height} L194 ${56 + height} Z" fill="#cfcabd"/>
    <path d="M60 46 L80 18 M78 46 L98 18" stroke="#8a867b" stroke-width="2"/><path d="M112 24h74M106 32h74M100 40h74" stroke="#9b968a" stroke-width="2"/>`;
  return { width: 230, height: height + 70, shapes };
}

/** A hand and sleeve as plain shapes, coming from below. */
function drawHand(): Drawing {
  const shapes = `<path d="M70 150 L44 1180 H216 L176 150 Z" fill="#34465a"/><rect x="62" y="140" width="122" height="24" rx="6" fill="#dcd8cd"/>
    <path d="M74 144 V66 Q74 52 86 52 Q96 52 97 64 L98 40 Q99 26 111 26 Q122 27 122 40 L124 34 Q128 24 138 27 Q147 30 147 42 L149 56 Q153 48 161 51 Q169 54 168 66 L170 144 Z" fill="#9a8b7e"/>`;
  return { width: 230, height: 1180, shapes };
}

/** The table at the count, looked down on, with three piles and their cards. */
export function drawCountTable(fonts: SampleFonts): Drawing {
  const card = (text: string, x: number, y: number) =>
    `<rect x="${x}" y="${y}" width="206" height="58" fill="#f2efe6" stroke="#8f8a7e"/>${drawText(fonts.bold, text, x + 103, y + 38, { size: 24, fill: '#2b2e33', anchor: 'middle' })}`;
  const grain = Array.from({ length: 26 }, (_, i) => {
    const y = 430 + i * 36;
    return `<path d="M0 ${y} Q390 ${y + ((i * 13) % 17) - 8} 780 ${y + ((i * 7) % 11) - 5}" stroke="#6b4f37" stroke-width="${1 + (i % 3)}" fill="none" opacity=".5"/>`;
  }).join('');
  return {
    ...TABLE_SIZE,
    shapes: `<rect width="780" height="420" fill="#97917f"/><rect y="330" width="780" height="90" fill="#857f70"/>
      <path d="M0 410 H780 V1350 H0 Z" fill="#7d5d42"/>${grain}
      <rect x="180" y="96" width="430" height="150" fill="#d9d4c6" stroke="#6d685e" stroke-width="3"/>
      ${drawText(fonts.bold, 'ДАУЫС САНАУ · ПОДСЧЁТ', 395, 158, { size: 27, fill: '#2d3238', anchor: 'middle' })}
      ${drawText(fonts.bold, 'ҮЛГІ · ОБРАЗЕЦ · SAMPLE', 395, 206, { size: 24, fill: '#2d3238', anchor: 'middle' })}
      ${card('№ 1', 130, 856)}${card('№ 2', 470, 856)}${card('ЖАРАМСЫЗ', 300, 1180)}
      <g transform="translate(130 650)">${drawBundle(110).shapes}</g><g transform="translate(470 650)">${drawBundle(110).shapes}</g>
      <g transform="translate(300 1050)">${drawBundle(40).shapes}</g>`,
  };
}

type Keys = readonly (readonly [frame: number, value: number])[];

/** Way of the bundle of move `i`, as the top of its pile allows, shifted by dx, dy. */
function wayOf(i: number, dx: number, dy: number): { x: Keys; y: Keys } {
  const { grasped, lifted, laid } = MOVES[i] ?? MOVES[0];
  const from = { x: PILE_2.x + dx, y: PILE_2.y - BUNDLE * (MOVES.length - i) + dy };
  const to = { x: PILE_1.x + dx, y: PILE_1.y - BUNDLE * (i + 1) + dy };
  return {
    x: [
      [lifted, from.x],
      [laid, to.x],
    ],
    y: [
      [grasped, from.y],
      [lifted, from.y - 60],
      [laid - 6, to.y - 50],
      [laid, to.y],
    ],
  };
}

/** Two bundles, one after the other, go from the pile of № 2 to the pile of № 1. */
export function countLayers(): Layer[] {
  const waiting = wayOf(1, 0, 0);
  const second: Layer = { drawing: drawBundle(BUNDLE), ...waiting, shown: [0, MOVES[1].grasped - 1] };
  const moving = MOVES.flatMap(({ grasped, laid }, i): Layer[] => {
    const hand = wayOf(i, 20, 30);
    const away = 1390;
    const y: Keys = [[grasped - 24, away], ...hand.y, [laid + 6, hand.y.at(-1)?.[1] ?? away], [laid + 30, away]];
    const bundle: Layer = { drawing: drawBundle(BUNDLE), ...wayOf(i, 0, 0), shown: [i === 0 ? 0 : grasped, 9999] };
    return [bundle, { drawing: drawHand(), x: hand.x, y, shown: [grasped - 24, laid + 30] }];
  });
  return [second, ...moving];
}
