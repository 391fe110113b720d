import { useEffect, useLayoutEffect, useState } from 'react';
import type { Turn } from '../viewer/region-geometry.ts';
import type { ZoomPan } from '../viewer/use-zoom-pan.ts';
import type { AnnotationEditor } from './annotation-editor.ts';
import { AnnotationPainter, type ShownPicture } from './annotation-painter.ts';
import styles from './annotations.module.css';
import { needsReason } from './missing-reason.ts';
import { shapesInHand } from './shapes-in-hand.ts';

interface AnnotationCanvasProps {
  readonly editor: AnnotationEditor;
  readonly picture: ShownPicture;
  readonly zoomPan: Pick<ZoomPan, 'placement' | 'viewport'>;
  readonly turn?: Turn;
}

/** The annotations over the picture. They follow the frame by themselves: a step draws nothing of the page again. */
export function AnnotationCanvas({ editor, picture, zoomPan, turn = 0 }: AnnotationCanvasProps) {
  const { view, live, writing, forMark } = editor.store.use();
  const [painter] = useState(() => new AnnotationPainter());
  const { doc, mark, place, ptsOf } = editor;
  const { placement, viewport } = zoomPan;
  const isOfMark = forMark === mark?.id;
  const inHand = shapesInHand(doc.annotations.shapes, isOfMark ? live : null, isOfMark ? writing : null);
  // Without a reason it is not kept, so an export would show what it covers: so does the view that is to be like it.
  const shapes = view === 'preview' ? inHand.filter((each) => !needsReason(each)) : inHand;
  const ratio = window.devicePixelRatio;
  useLayoutEffect(() => {
    painter.set({ shapes, view, place, ptsOf, picture, placement, viewport, turn, ratio });
  });
  useLayoutEffect(() => {
    const leave = [place.subscribe(painter.draw), picture.subscribe(painter.draw)];
    return () => {
      for (const each of leave) each();
    };
  }, [painter, place, picture]);
  useEffect(() => {
    // Letters are drawn in the bundled font or not at all like it; the first text may come before the font.
    void document.fonts.load('600 40px Inter', 'Ағ').then(() => painter.draw());
  }, [painter]);
  return <canvas ref={painter.hold} className={styles.canvas} data-testid="annotations" aria-hidden />;
}
