/** What the pointer and the wheel ask of the timeline. `x` is a client coordinate. */
export interface TimelineGestures {
  /** Zooms about x; below 1 goes in. `stepwise`: from the clicks of a wheel, which need smoothing. */
  onZoom(factor: number, x: number, stepwise: boolean): void;
  /** Moves by so many pixels; positive shows what is later. */
  onPan(dx: number): void;
  onScrub(x: number): void;
}

/** Marks, handles and buttons take a press themselves. */
const ON_TOP = 'button,[role=slider],[role=scrollbar]';
const LINE_PX = 16;
/** Wheels with clicks send hundreds at once; trackpads send what the fingers do. */
const CLICK_PX = 50;
/** The factor of one pixel: a click of a wheel is about a fifth. A pinch comes as a wheel with Ctrl, in finer units. */
const WHEEL = 1.0018;
const PINCH = 1.01;

function listenToWheel(element: HTMLElement, { onZoom, onPan }: TimelineGestures, signal: AbortSignal): void {
  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : LINE_PX;
    const [dx, dy] = [event.deltaX * unit, event.deltaY * unit];
    if (event.shiftKey) return onPan(dy || dx);
    if (!event.ctrlKey && Math.abs(dx) > Math.abs(dy)) return onPan(dx);
    const fine = event.ctrlKey && Math.abs(dy) < CLICK_PX;
    onZoom((fine ? PINCH : WHEEL) ** dy, event.clientX, Math.abs(dy) >= CLICK_PX);
  };
  element.addEventListener('wheel', wheel, { passive: false, signal });
}

/** Two fingers on a screen: their middle moves the recording, their distance zooms it. */
interface Pinch {
  readonly middle: number;
  readonly apart: number;
}

const pinchOf = (touches: ReadonlyMap<number, number>): Pinch | null => {
  const [a, b] = [...touches.values()];
  return a === undefined || b === undefined ? null : { middle: (a + b) / 2, apart: Math.max(8, Math.abs(a - b)) };
};

/**
 * The wheel zooms about the pointer, with Shift or sideways it moves; a press scrubs; the middle button, or Ctrl with
 * the first one, drags the recording; two fingers pinch it.
 */
export function listenToGestures(element: HTMLElement, gestures: TimelineGestures, signal: AbortSignal): void {
  listenToWheel(element, gestures, signal);
  const touches = new Map<number, number>();
  let drag: 'scrub' | 'pan' | 'pinch' | null = null;
  let last = 0;
  const down = (event: PointerEvent) => {
    const pan = event.button === 1 || (event.button === 0 && (event.ctrlKey || event.metaKey));
    if (event.pointerType === 'touch') touches.set(event.pointerId, event.clientX);
    if (!pan && (event.button !== 0 || (event.target instanceof Element && event.target.closest(ON_TOP)))) return;
    // The middle button would begin to scroll by itself.
    if (pan) event.preventDefault();
    element.setPointerCapture(event.pointerId);
    last = event.clientX;
    drag = touches.size > 1 ? 'pinch' : pan ? 'pan' : 'scrub';
    element.dataset.drag = drag;
    if (drag === 'scrub') gestures.onScrub(event.clientX);
  };
  const move = (event: PointerEvent) => {
    if (!element.hasPointerCapture(event.pointerId)) return;
    if (drag === 'pinch') return pinch(event);
    if (drag === 'scrub') gestures.onScrub(event.clientX);
    if (drag === 'pan') gestures.onPan(last - event.clientX);
    last = event.clientX;
  };
  const pinch = (event: PointerEvent) => {
    const before = pinchOf(touches);
    touches.set(event.pointerId, event.clientX);
    const now = pinchOf(touches);
    if (before === null || now === null) return;
    gestures.onPan(before.middle - now.middle);
    gestures.onZoom(before.apart / now.apart, now.middle, false);
  };
  const up = (event: PointerEvent) => {
    touches.delete(event.pointerId);
    drag = null;
    delete element.dataset.drag;
  };
  element.addEventListener('pointerdown', down, { signal });
  element.addEventListener('pointermove', move, { signal });
  element.addEventListener('lostpointercapture', up, { signal });
  element.addEventListener('pointercancel', up, { signal });
}
