import { drawText, type SampleFonts } from './glyph-text.ts';
import { ALL_DROPS, FALL_SECONDS, frameAt, HALL_SECONDS, inFrames, MEMBER, PACK, VOTER } from './hall-events.ts';
import { drawFigure, drawLyingSheet, drawSheet } from './hall-figures.ts';
import type { Drawing, Layer } from './scene-layers.ts';

export const HALL_SIZE = { width: 1280, height: 720 };
const BOX = { x: 584, y: 380, width: 152, height: 190 };

/** The empty hall as the first camera sees it: booths, sign, table, and the back of the see-through box. */
export function drawHall(fonts: SampleFonts, wall: 'with sign' | 'without sign' = 'with sign'): Drawing {
  const booth = (x: number) => `
    <rect x="${x}" y="212" width="116" height="236" fill="#6f6a60"/>
    <rect x="${x + 8}" y="222" width="100" height="226" fill="#3d4650"/>
    ${[0, 20, 40, 60, 80].map((i) => `<rect x="${x + 8 + i}" y="222" width="10" height="210" fill="#465160"/>`).join('')}`;
  const sign = (text: string, y: number, size: number) =>
    drawText(fonts.bold, text, 660, y, { size, fill: '#2d3238', anchor: 'middle' });
  const board = `<rect x="498" y="150" width="324" height="108" rx="3" fill="#d9d4c6" stroke="#6d685e" stroke-width="3"/>
     ${sign('№ 101 УЧАСКЕ · УЧАСТОК № 101', 190, 17)}${sign('STATION 101', 214, 15)}${sign('ҮЛГІ · ОБРАЗЕЦ · SAMPLE', 242, 16)}`;
  return {
    ...HALL_SIZE,
    shapes: `<defs><linearGradient id="w" x2="0" y2="1"><stop stop-color="#a39d90"/><stop offset="1" stop-color="#8c877c"/></linearGradient>
     <linearGradient id="f" x2="0" y2="1"><stop stop-color="#5e5a52"/><stop offset="1" stop-color="#47443e"/></linearGradient>
     <radialGradient id="v" r=".72"><stop offset=".45" stop-opacity="0"/><stop offset="1" stop-opacity=".42"/></radialGradient></defs>
     <rect width="1280" height="450" fill="url(#w)"/><rect y="448" width="1280" height="272" fill="url(#f)"/>
     <rect y="440" width="1280" height="9" fill="#6d685e"/>
     ${[-300, 0, 300, 600, 900, 1200, 1500].map((x) => `<path d="M${640 + (x - 640) * 0.55} 449 L${x} 720" stroke="#3d3a35" stroke-width="2"/>`).join('')}
     <path d="M0 512H1280M0 604H1280" stroke="#3d3a35" stroke-width="2"/>
     ${booth(70)}${booth(204)}
     ${wall === 'with sign' ? board : ''}
     <rect x="1112" y="188" width="120" height="260" fill="#5b4f44"/><rect x="1120" y="196" width="104" height="252" fill="#4b4138"/>
     <circle cx="1134" cy="330" r="5" fill="#b8a77c"/>
     <path d="M880 436 L1080 436 L1110 512 L852 512 Z" fill="#7a5b40"/><path d="M852 512h258v12H852z" fill="#5d4531"/>
     <path d="M866 524v92h12v-92zM1084 524v92h12v-92z" fill="#4b3828"/>
     <path d="M900 452h64l-4 22h-66z" fill="#e8e4d8"/><path d="M986 456h52l4 26h-58z" fill="#dcd7ca"/>
     <ellipse cx="660" cy="580" rx="120" ry="14" fill="#000" opacity=".28"/>
     <path d="M${BOX.x} ${BOX.y} h${BOX.width} v${BOX.height} h-${BOX.width} Z" fill="#5f666b"/>
     <path d="M${BOX.x + 16} ${BOX.y + 18} h${BOX.width - 32} v${BOX.height - 40} h-${BOX.width - 32} Z" fill="#50575c"/>
     <rect width="1280" height="720" fill="url(#v)"/>`,
  };
}

/** The front of the box: clear walls, lid with slot, seal with number. */
function drawBoxFront(fonts: SampleFonts): Drawing {
  const { width, height } = BOX;
  return {
    width: width + 20,
    height: height + 20,
    shapes: `<rect x="10" y="10" width="${width}" height="${height}" fill="#cfe0ea" opacity=".22"/>
     <path d="M10 10h${width}v${height}h-${width}z" fill="none" stroke="#c9d3d8" stroke-width="5"/>
     <path d="M28 30v${height - 60}" stroke="#fff" stroke-width="5" opacity=".25"/>
     <rect x="2" y="2" width="${width + 16}" height="17" rx="2" fill="#b9c3c8"/><rect x="${width / 2 - 26}" y="7" width="72" height="6" fill="#16191b"/>
     <rect x="${width / 2 - 26}" y="96" width="72" height="34" fill="#e9e6da" stroke="#8f8b80"/>
     ${drawText(fonts.bold, '101', width / 2 + 10, 121, { size: 22, fill: '#2d3238', anchor: 'middle' })}
     <rect x="${width - 6}" y="24" width="10" height="26" rx="2" fill="#b0473c"/>`,
  };
}

function sheetLayers(rate: number): Layer[] {
  const end = frameAt(rate, HALL_SECONDS);
  return ALL_DROPS.flatMap((drop, i): Layer[] => {
    const turn = ((i * 37) % 31) - 15;
    const x = BOX.x + 56 + ((i * 29) % 9) - 4;
    const floor = BOX.y + BOX.height - 62 - Math.floor(i / 2) * 7;
    const landed = frameAt(rate, drop + FALL_SECONDS);
    const falling: Layer = {
      drawing: drawSheet(40, turn),
      x,
      y: inFrames(rate, [
        [drop - 0.3, BOX.y - 60],
        [drop, BOX.y - 50],
        [drop + 0.2, BOX.y + 4],
        [drop + FALL_SECONDS, floor],
      ]),
      shown: [frameAt(rate, drop - 0.3), landed - 1],
    };
    const lying: Layer = {
      drawing: drawLyingSheet(92, turn / 2),
      x: BOX.x + 26 + ((i * 17) % 13),
      y: BOX.y + BOX.height - 44 - i * 5,
      shown: [landed, end],
    };
    return [falling, lying];
  });
}

/** Everything that moves, in drawing order. `rate` is the camera's frames per second. */
export function hallLayers(fonts: SampleFonts, rate: number): Layer[] {
  const frame = (seconds: number) => frameAt(rate, seconds);
  const y = 292;
  const voterX = inFrames(rate, [
    [VOTER.comes, 150],
    [VOTER.atBox, 432],
    [VOTER.leaves, 432],
    [VOTER.gone, -240],
  ]);
  const packX = inFrames(rate, [
    [PACK.comes, 1290],
    [PACK.atBox, 680],
    [PACK.leaves, 680],
    [PACK.gone, 1290],
  ]);
  const memberX = inFrames(rate, [
    [MEMBER.rises, 900],
    [MEMBER.gone, 1290],
  ]);
  const end = frame(HALL_SECONDS);
  return [
    { drawing: drawFigure(104, '#4a4f58'), x: memberX, y: 236, shown: [0, frame(MEMBER.gone)] },
    { drawing: drawTable(), x: 852, y: 436, shown: [0, frame(MEMBER.rises)] },
    ...sheetLayers(rate),
    { drawing: drawBoxFront(fonts), x: BOX.x - 10, y: BOX.y - 10, lettered: true },
    { drawing: drawFigure(118, '#5a3f38'), x: voterX, y, shown: [0, frame(3.2)] },
    { drawing: drawFigure(118, '#5a3f38', 'right'), x: voterX, y, shown: [frame(3.2) + 1, frame(4.4)] },
    { drawing: drawFigure(118, '#5a3f38'), x: voterX, y, shown: [frame(4.4) + 1, frame(VOTER.gone)] },
    { drawing: drawFigure(124, '#2f3d4c'), x: packX, y: 284, shown: [frame(PACK.comes), frame(PACK.reaches)] },
    { drawing: drawFigure(124, '#2f3d4c', 'left'), x: packX, y: 284, shown: [frame(PACK.reaches) + 1, frame(13.3)] },
    { drawing: drawFigure(124, '#2f3d4c'), x: packX, y: 284, shown: [frame(13.3) + 1, end] },
  ];
}

/** The table once more, in front of whoever sits behind it. */
function drawTable(): Drawing {
  return {
    width: 258,
    height: 92,
    shapes:
      '<path d="M28 0h200l30 76v12H0V76z" fill="#7a5b40"/><path d="M0 76h258v12H0z" fill="#5d4531"/><path d="M48 16h64l-4 22H42z" fill="#e8e4d8"/><path d="M134 20h52l4 26h-58z" fill="#dcd7ca"/>',
  };
}
