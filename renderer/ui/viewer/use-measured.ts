import { useCallback, useEffect, useState } from 'react';
import type { Size } from './zoom-geometry.ts';

export interface Measured<T> {
  /** Always the same function: with every new one React would take the element away and give it back. */
  readonly ref: (element: T | null) => void;
  readonly element: T | null;
  /** In CSS pixels; nothing as long as there is no element. */
  readonly size: Size;
}

const NONE: Size = { width: 0, height: 0 };

function sizeOf(element: Element): Size {
  const { width, height } = element.getBoundingClientRect();
  return { width, height };
}

/** An element and its size, known before it is first painted and kept up to date. For elements without a border. */
export function useMeasured<T extends Element>(): Measured<T> {
  const [{ element, size }, hold] = useState<Omit<Measured<T>, 'ref'>>({ element: null, size: NONE });
  const ref = useCallback((next: T | null) => hold({ element: next, size: next ? sizeOf(next) : NONE }), []);
  useEffect(() => {
    if (element === null) return;
    const observer = new ResizeObserver(() =>
      hold((before) => {
        const { width, height } = sizeOf(element);
        const same = width === before.size.width && height === before.size.height;
        return same || before.element !== element ? before : { element, size: { width, height } };
      }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return { ref, element, size };
}
