import { type ReactNode, useMemo, useState } from 'react';
import type { Item } from '../../../shared/evidence.ts';
import type { FrameIndex } from '../../../shared/frames.ts';
import type { Mark } from '../../../shared/mark.ts';
import { useCommands } from '../../app/commands/commands.ts';
import { AnnotationLayer } from '../../ui/annotations/annotation-layer.tsx';
import { AnnotationPanel } from '../../ui/annotations/annotation-panel.tsx';
import { AnnotationStrip } from '../../ui/annotations/annotation-strip.tsx';
import type { ShownPicture } from '../../ui/annotations/taken-picture.ts';
import { useAnnotationCommands } from '../../ui/annotations/use-annotation-commands.ts';
import { useAnnotationEditor } from '../../ui/annotations/use-annotation-editor.ts';
import { useKeyRelease } from '../../ui/annotations/use-key-release.ts';
import type { Pictures } from './engine/use-pictures.ts';
import type { Position } from './position.ts';
import { useDrawingSteps } from './use-drawing-steps.ts';
import { useSilenced } from './use-silenced.ts';

interface ReviewAnnotationsOptions {
  readonly item: Item;
  readonly mark: Mark | null;
  /** Something is drawn on a mark of the recording, selected or not. */
  readonly anyDrawn: boolean;
  readonly index: FrameIndex;
  readonly position: Position;
  readonly pictures: Pictures;
  readonly hasSound: boolean;
  readonly onGo: (n: number) => void;
}

/** What the stage and the inspector show of the selected mark's notes and redactions. */
interface ReviewAnnotations {
  readonly over: ReactNode;
  /** Stands above the picture. */
  readonly strip: ReactNode;
  readonly notes: ReactNode;
  readonly noteCount: number;
  readonly notesWish: number;
  /** Nothing may be heard at this picture, whatever the volume. */
  readonly silenced: boolean;
}

/** The editor of notes and redactions over the recording. In a mode its keys come before the screen's. */
export function useReviewAnnotations(options: ReviewAnnotationsOptions): ReviewAnnotations {
  const { item, mark, anyDrawn, index, position, pictures, hasSound, onGo } = options;
  const { pts } = index;
  const ptsOf = useMemo(() => (n: number) => pts[n] ?? 0, [pts]);
  const size = useMemo(() => ({ width: item.width ?? 1280, height: item.height ?? 720 }), [item]);
  const editor = useAnnotationEditor({ mark, place: position, ptsOf, size, hasSound, onGo });
  const [notesWish, wish] = useState(0);
  const picture = useShownPicture(pictures, size);
  const { zoomPan, playback } = pictures;
  const steps = useDrawingSteps({ editor, position, playback });
  useCommands([...useAnnotationCommands({ editor, onPanel: () => wish((before) => before + 1) }), ...steps]);
  useKeyRelease(editor.settle);
  const { shapes, sound } = editor.doc.annotations;
  const silenced = useSilenced(editor, position);
  const over = useMemo(
    () => <AnnotationLayer editor={editor} picture={picture} zoomPan={zoomPan} />,
    [editor, picture, zoomPan],
  );
  const strip = useMemo(() => <AnnotationStrip editor={editor} standing={anyDrawn} />, [editor, anyDrawn]);
  const notes = useMemo(() => <AnnotationPanel editor={editor} />, [editor]);
  return { over, strip, notes, noteCount: shapes.length + sound.length, notesWish, silenced };
}

/** The picture on the stage, from whatever shows it now. */
function useShownPicture({ onScreen, canvas, video, playback }: Pictures, size: ShownPicture['size']): ShownPicture {
  const { playerShown, player, runningCanvas, heldFrame, proven } = playback;
  return useMemo(
    () => ({
      size,
      take: (n) => {
        if (onScreen.frame() !== n) return null;
        if (!playerShown)
          return canvas.current && { image: canvas.current, number: () => n, runs: false, certain: true };
        const image = player === 'video' ? video.current : runningCanvas.current;
        return image && { image, number: heldFrame, runs: true, certain: proven() };
      },
      subscribe: onScreen.subscribe,
    }),
    [size, onScreen, canvas, video, playerShown, player, runningCanvas, heldFrame, proven],
  );
}
