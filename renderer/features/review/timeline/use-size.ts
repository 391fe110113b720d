import { useLayoutEffect, useState } from 'react';

export interface MeasuredSize {
  readonly ref: (element: HTMLElement | null) => void;
  readonly width: number;
  readonly height: number;
}

/** The size of an element, known before it is first seen, so that nothing is drawn twice. */
export function useSize(): MeasuredSize {
  const [element, ref] = useState<HTMLElement | null>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    if (!element) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      setSize((old) => (old.width === width && old.height === height ? old : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return { ref, ...size };
}
