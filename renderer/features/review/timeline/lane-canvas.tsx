import { useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import styles from './timeline.module.css';
import { type SchemeColours, useSchemeColours } from './use-scheme-colours.ts';

/** What a lane is drawn on, in CSS pixels; `ratio` device pixels make one. */
export interface LaneSurface {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
  readonly colours: SchemeColours;
  /** Font for figures, as far as it has been loaded. */
  readonly mono: string;
}

interface LaneCanvasProps {
  readonly width: number;
  readonly height: number;
  /** Draws the whole lane on a cleared surface; a new function draws anew. */
  readonly draw: (surface: LaneSurface) => void;
}

/** Calls when the window comes to a screen of another density, or is zoomed. */
function onRatio(listener: () => void): () => void {
  const query = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** Fonts arrive after the first drawing; what was written with another one is written again. */
const fonts = { loaded: false };
function onFonts(listener: () => void): () => void {
  let current = true;
  void document.fonts.ready.then(() => {
    fonts.loaded = true;
    if (current) listener();
  });
  return () => {
    current = false;
  };
}

/** A canvas as sharp as the screen, drawn before paint so that lanes never run behind each other. */
export function LaneCanvas({ width, height, draw }: LaneCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const colours = useSchemeColours();
  const ratio = useSyncExternalStore(onRatio, () => window.devicePixelRatio);
  const loaded = useSyncExternalStore(onFonts, () => fonts.loaded);
  const mono = loaded ? colours.mono : 'monospace';
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || width <= 0 || height <= 0) return;
    const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (element.width !== w || element.height !== h) {
      element.width = w;
      element.height = h;
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    draw({ context, width, height, ratio, colours, mono });
  }, [width, height, ratio, colours, draw, mono]);
  return <canvas ref={canvas} className={styles.canvas} style={{ width, height }} />;
}
