import type { AnnotationShape } from '../../../shared/annotation.ts';
import type { Region } from '../../../shared/mark.ts';
import { type Turn, turnedHandle } from '../viewer/region-geometry.ts';
import type { Placement } from '../viewer/zoom-geometry.ts';
import type { AnnotationEditor } from './annotation-editor.ts';
import styles from './annotations.module.css';
import { isSeen, placeOf } from './edit-context.ts';
import { boundsOf, lensOf } from './shape-bounds.ts';
import { handlesOf, type ShapeHandle } from './shape-moves.ts';
import { usePlace } from './use-place.ts';
import { toViewport } from './view-matrix.ts';

interface SelectionFrameProps {
  readonly editor: AnnotationEditor;
  readonly placement: Placement;
  readonly turn: Turn;
}

/** Half a side of a handle that is seen, and of what can be grasped around it, in CSS pixels. */
const HANDLE = 4.5;
const GRASP = 9;
/** How far the frame stands off from what it frames. */
const AROUND = 4;

/** What is chosen: a frame around it, and handles unless it is locked. */
export function SelectionFrame({ editor, placement, turn }: SelectionFrameProps) {
  const { selected, live } = editor.store.use();
  usePlace(editor.place);
  const stored = editor.doc.annotations.shapes.find(({ id }) => id === selected);
  const shape = live?.id === selected ? live : stored;
  if (!shape || !isSeen(editor, shape)) return null;
  const geometry = placeOf(editor, shape);
  const box = boxInView(boundsOf(shape, geometry, editor.scale), placement, turn);
  const lens = shape.kind === 'magnifier' ? lensOf(geometry, shape.factor) : null;
  const lensBox = lens && boxInView(lens, placement, turn);
  return (
    <svg className={styles.selection} aria-hidden="true" data-testid="shape-selection" data-shape={shape.id}>
      {[box, lensBox].map(
        (each) => each && <rect key={`${each.x} ${each.y}`} {...grown(each)} className={styles.frame} />,
      )}
      {!shape.locked && <Handles shape={shape} editor={editor} placement={placement} turn={turn} />}
    </svg>
  );
}

function Handles({ shape, editor, placement, turn }: SelectionFrameProps & { readonly shape: AnnotationShape }) {
  return handlesOf(shape, placeOf(editor, shape)).map(({ id, at }) => {
    const { x, y } = toViewport(at, placement, turn);
    return (
      <g key={id} data-shape-handle={id} style={{ cursor: cursorOf(id, turn) }}>
        <rect x={x - GRASP} y={y - GRASP} width={2 * GRASP} height={2 * GRASP} className={styles.grasp} />
        <rect x={x - HANDLE} y={y - HANDLE} width={2 * HANDLE} height={2 * HANDLE} className={styles.handle} />
      </g>
    );
  });
}

function cursorOf(id: ShapeHandle, turn: Turn): string {
  if (id === 'start' || id === 'end' || id === 'tip' || id === 'lens') return 'move';
  const seen = turnedHandle(id, ((360 - turn) % 360) as Turn);
  return `${seen}-resize`;
}

function boxInView({ x, y, width, height }: Region, placement: Placement, turn: Turn): Region {
  const a = toViewport({ x, y }, placement, turn);
  const b = toViewport({ x: x + width, y: y + height }, placement, turn);
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
}

const grown = ({ x, y, width, height }: Region): Region => ({
  ...{ x: x - AROUND, y: y - AROUND },
  ...{ width: width + 2 * AROUND, height: height + 2 * AROUND },
});
