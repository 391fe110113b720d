import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Turn } from '../../renderer/features/review/engine/picture-desk.ts';
import { layoutOf, uprightPlanes } from '../../renderer/features/review/engine/plane-layout.ts';

interface Shape {
  readonly format: string;
  readonly ffmpeg: string;
  readonly width: number;
  readonly height: number;
}

const SHAPES: readonly Shape[] = [
  { format: 'I420', ffmpeg: 'yuv420p', width: 70, height: 46 },
  { format: 'I420', ffmpeg: 'yuv420p', width: 35, height: 33 },
  { format: 'I444', ffmpeg: 'yuv444p', width: 37, height: 40 },
  { format: 'I420P10', ffmpeg: 'yuv420p10le', width: 66, height: 34 },
  { format: 'I422', ffmpeg: 'yuv422p', width: 34, height: 20 },
];

const FILTERS: Readonly<Record<Turn, string>> = {
  0: 'null',
  90: 'transpose=clock',
  180: 'hflip,vflip',
  270: 'transpose=cclock',
};

function picture({ format, width, height }: Shape): Uint8Array<ArrayBuffer> {
  const layout = layoutOf(format);
  if (layout === null) throw new Error(format);
  const [across, down] = layout.chroma;
  const chroma = ((width + across) >> across) * ((height + down) >> down);
  const bytes = new Uint8Array(randomBytes((width * height + 2 * chroma) * layout.bytesPerSample));
  // Ten-bit samples have six empty bits on top.
  if (layout.bytesPerSample === 2) for (let i = 1; i < bytes.length; i += 2) bytes[i] = (bytes[i] ?? 0) & 3;
  return bytes;
}

const byFfmpeg = ({ ffmpeg, width, height }: Shape, turn: Turn, input: Uint8Array): Buffer =>
  execFileSync(
    'ffmpeg',
    [
      ...['-v', 'error', '-f', 'rawvideo', '-pix_fmt', ffmpeg, '-s', `${width}x${height}`, '-i', '-'],
      ...['-vf', FILTERS[turn], '-f', 'rawvideo', '-'],
    ],
    { input },
  );

describe('upright planes', () => {
  const cases = SHAPES.flatMap((shape) =>
    ([0, 90, 180, 270] as const)
      .filter((turn) => shape.format !== 'I422' || turn === 0 || turn === 180)
      .map((turn) => ({ shape, turn, name: `${shape.format} ${shape.width}×${shape.height} by ${turn}°` })),
  );
  it.each(cases)('are those that ffmpeg turns: $name', ({ shape, turn }) => {
    const coded = picture(shape);
    const layout = layoutOf(shape.format);
    const turned = layout && uprightPlanes(coded, shape.width, shape.height, layout, turn);
    expect(turned && Buffer.from(turned).equals(byFfmpeg(shape, turn, coded))).toBe(true);
  });

  it('are refused where ffmpeg would convert first', () => {
    const layout = layoutOf('I422');
    expect(layout && uprightPlanes(new Uint8Array(4 * 4 * 2), 4, 4, layout, 90)).toBeNull();
  });

  it('separate the colours of NV12', () => {
    const layout = layoutOf('NV12');
    const coded = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 10, 20, 11, 21);
    const planar = layout && uprightPlanes(coded, 4, 2, layout, 0);
    expect([...(planar ?? [])]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 20, 21]);
  });

  it('leave the alpha plane out', () => {
    const layout = layoutOf('I420A');
    const coded = Uint8Array.of(1, 2, 3, 4, 50, 60, 9, 9, 9, 9);
    expect([...((layout && uprightPlanes(coded, 2, 2, layout, 0)) ?? [])]).toEqual([1, 2, 3, 4, 50, 60]);
  });

  it('know no format without planes', () => {
    for (const format of ['RGBA', 'BGRX', 'NV21', null]) expect(layoutOf(format)).toBeNull();
  });
});
