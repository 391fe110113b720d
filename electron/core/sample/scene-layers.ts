/** A value that moves in straight lines between keys [frame, value]; before the first and after the last it stands. */
export type Track = number | readonly (readonly [frame: number, value: number])[];

/** SVG shapes on a canvas of this size in pixels of the scene. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly shapes: string;
}

/** One drawing of a scene, laid over those before it. */
export interface Layer {
  readonly drawing: Drawing;
  readonly x: Track;
  readonly y: Track;
  /** First and last frame on which it is seen; always when left out. */
  readonly shown?: readonly [number, number];
  /** Holds letters, which a mirrored view must not turn round. */
  readonly lettered?: boolean;
}

/** How a camera looks at a scene: a window of it, scaled, and perhaps from the other side. */
export interface View {
  readonly left: number;
  readonly top: number;
  readonly scale: number;
  /** Width of the scene when it is seen mirrored. */
  readonly mirrored: number | null;
}

/** A complete SVG picture of a drawing. */
export function toSvg({ width, height, shapes }: Drawing, scale = 1): string {
  const size = `width="${(width * scale).toFixed(2)}" height="${(height * scale).toFixed(2)}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 ${width} ${height}">${shapes}</svg>`;
}

const mapTrack = (track: Track, map: (value: number) => number): Track =>
  typeof track === 'number' ? map(track) : track.map(([frame, value]) => [frame, map(value)] as const);

/** The layer as `view` shows it. */
export function seenFrom(view: View, layer: Layer): Layer {
  const { width, height, shapes } = layer.drawing;
  const { mirrored, scale } = view;
  const turned =
    mirrored === null || layer.lettered ? shapes : `<g transform="translate(${width} 0) scale(-1 1)">${shapes}</g>`;
  const x = (value: number) => ((mirrored === null ? value : mirrored - value - width) - view.left) * scale;
  return {
    ...layer,
    drawing: {
      width: width * scale,
      height: height * scale,
      shapes: `<g transform="scale(${scale})">${turned}</g>`,
    },
    x: mapTrack(layer.x, x),
    y: mapTrack(layer.y, (value) => (value - view.top) * scale),
  };
}

/** The track as an expression of ffmpeg's frame counter `n`. */
export function trackExpression(track: Track): string {
  if (typeof track === 'number') return track.toFixed(2);
  const first = track[0];
  if (!first) return '0';
  let expression = (track.at(-1)?.[1] ?? 0).toFixed(2);
  for (let i = track.length - 1; i > 0; i--) {
    const [from, a] = track[i - 1] ?? [0, 0];
    const [to, b] = track[i] ?? [0, 0];
    const slope = (b - a) / Math.max(1, to - from);
    expression = `if(lt(n,${to}),${a.toFixed(2)}+${slope.toFixed(4)}*(n-${from}),${expression})`;
  }
  return `if(lt(n,${first[0]}),${first[1].toFixed(2)},${expression})`;
}

/**
 * Filters that lay inputs 1…k over `[l0]` and end in `[scene]`. File names never enter a filter: inputs are named by
 * number, so no character of a folder's name can be read as syntax.
 */
export function layerFilters(layers: readonly Layer[]): string {
  const steps = layers.map((layer, i) => {
    const to = i === layers.length - 1 ? '[scene]' : `[l${i + 1}]`;
    const shown = layer.shown ? `:enable='between(n,${layer.shown[0]},${layer.shown[1]})'` : '';
    return `[l${i}][${i + 1}:v]overlay=x='${trackExpression(layer.x)}':y='${trackExpression(layer.y)}'${shown}${to}`;
  });
  return steps.join(';');
}
