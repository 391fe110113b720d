import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { Item } from '../../../shared/evidence.ts';
import { exportedPageSize } from '../../../shared/exported-page.ts';
import type { Mark } from '../../../shared/mark.ts';
import { useCommands } from '../../app/commands/commands.ts';
import { AnnotationLayer } from '../../ui/annotations/annotation-layer.tsx';
import { AnnotationPanel } from '../../ui/annotations/annotation-panel.tsx';
import { AnnotationStrip } from '../../ui/annotations/annotation-strip.tsx';
import type { ShownPicture } from '../../ui/annotations/taken-picture.ts';
import { useAnnotationCommands } from '../../ui/annotations/use-annotation-commands.ts';
import { useAnnotationEditor } from '../../ui/annotations/use-annotation-editor.ts';
import { useKeyRelease } from '../../ui/annotations/use-key-release.ts';
import type { Turn } from '../../ui/viewer/region-geometry.ts';
import type { ZoomPan } from '../../ui/viewer/use-zoom-pan.ts';
import type { Size } from '../../ui/viewer/zoom-geometry.ts';

interface PageAnnotationsOptions {
  readonly item: Item;
  /** The saved mark that is selected, on whatever page. */
  readonly mark: Mark | null;
  /** Something is drawn on a mark of the item, selected or not. */
  readonly anyDrawn: boolean;
  /** The page that is shown, and its size as listed. */
  readonly page: number;
  readonly listed: Size;
  readonly zoomPan: ZoomPan;
  readonly turn: Turn;
  readonly onPanel: () => void;
}

interface PageAnnotations {
  readonly over: ReactNode;
  /** Stands above the page. */
  readonly strip: ReactNode;
  readonly panel: ReactNode;
  readonly count: number;
  readonly onImage: (image: HTMLImageElement | null) => void;
}

/** The editor of notes and redactions over a page. In a mode its keys come before the screen's. */
export function usePageAnnotations(options: PageAnnotationsOptions): PageAnnotations {
  const { item, mark, anyDrawn, page, listed, zoomPan, turn, onPanel } = options;
  const isImage = item.kind === 'image';
  const { width, height } = listed;
  const size = useMemo(() => exportedPageSize({ width, height }, isImage), [width, height, isImage]);
  // What is drawn on another page of the document is neither shown nor changed here.
  const here = mark !== null && mark.page === page ? mark : null;
  const editor = useAnnotationEditor({ mark: here, size, hasSound: false });
  const { picture, onImage } = useShownPage(size);
  useCommands(useAnnotationCommands({ editor, onPanel }));
  useKeyRelease(editor.settle);
  const { shapes } = editor.doc.annotations;
  return {
    over: <AnnotationLayer editor={editor} picture={picture} zoomPan={zoomPan} turn={turn} />,
    strip: <AnnotationStrip editor={editor} standing={anyDrawn} />,
    panel: <AnnotationPanel editor={editor} elsewhere={mark !== null && here === null} />,
    count: shapes.length,
    onImage,
  };
}

/** The page's picture as it is on the screen; none before it has come. */
function useShownPage(size: Size): { picture: ShownPicture; onImage: PageAnnotations['onImage'] } {
  const [image, onImage] = useState<HTMLImageElement | null>(null);
  const [listeners] = useState(() => new Set<() => void>());
  useEffect(() => {
    if (image === null) return;
    const control = new AbortController();
    const tell = () => {
      for (const listener of [...listeners]) listener();
    };
    image.addEventListener('load', tell, { signal: control.signal });
    return () => control.abort();
  }, [image, listeners]);
  const picture = useMemo(
    (): ShownPicture => ({
      size,
      take: (n) =>
        image?.complete && image.naturalWidth > 0 ? { image, number: () => n, runs: false, certain: true } : null,
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    }),
    [size, image, listeners],
  );
  return { picture, onImage };
}
