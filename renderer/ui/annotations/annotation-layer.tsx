import type { Turn } from '../viewer/region-geometry.ts';
import type { ZoomPan } from '../viewer/use-zoom-pan.ts';
import { AnnotationCanvas } from './annotation-canvas.tsx';
import type { AnnotationEditor } from './annotation-editor.ts';
import { AnnotationSurface } from './annotation-surface.tsx';
import type { ShownPicture } from './taken-picture.ts';

interface AnnotationLayerProps {
  readonly editor: AnnotationEditor;
  readonly picture: ShownPicture;
  readonly zoomPan: Pick<ZoomPan, 'placement' | 'viewport'>;
  readonly turn?: Turn;
}

/** All that lies over the picture of the selected mark. A mark on which nothing is drawn or hidden has no canvas at all. */
export function AnnotationLayer({ editor, picture, zoomPan, turn = 0 }: AnnotationLayerProps) {
  const { mode, view } = editor.store.use();
  const { mark, doc } = editor;
  if (mark === null) return null;
  // As exported, nothing may be seen before it is known what is hidden.
  const isDrawn = mode !== 'off' || doc.annotations.shapes.length > 0 || (view === 'preview' && !doc.ready);
  return (
    <>
      {isDrawn && <AnnotationCanvas editor={editor} picture={picture} zoomPan={zoomPan} turn={turn} />}
      <AnnotationSurface editor={editor} zoomPan={zoomPan} turn={turn} />
    </>
  );
}
