import { useEffect, useLayoutEffect, useMemo, useState } from 'react';
import type { Turn } from '../viewer/region-geometry.ts';
import type { ZoomPan } from '../viewer/use-zoom-pan.ts';
import type { AnnotationEditor } from './annotation-editor.ts';
import { AnnotationPainter } from './annotation-painter.ts';
import styles from './annotations.module.css';
import { needsReason } from './missing-reason.ts';
import { shapesInHand } from './shapes-in-hand.ts';
import type { ShownPicture } from './taken-picture.ts';

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
  const stored = doc.annotations.shapes;
  const shapes = useMemo(() => {
    const inHand = shapesInHand(stored, isOfMark ? live : null, isOfMark ? writing : null);
    // Without a reason it is not kept, so an export would show what it covers: so does the view that is to be like it.
    return view === 'preview' ? inHand.filter((each) => !needsReason(each)) : inHand;
  }, [stored, isOfMark, live, writing, view]);
  const known = doc.ready;
  const ratio = window.devicePixelRatio;
  useLayoutEffect(() => {
    painter.set({ shapes, known, view, place, ptsOf, picture, placement, viewport, turn, ratio });
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
