import { useEffect, useRef, useState } from 'react';

interface SheetPicture {
  /** The last address whose picture has come, so that zooming and editing never show an empty paper in between. */
  readonly shown: string | null;
  /** True when `src` has no picture even after its sheet was laid out again. */
  readonly failed: boolean;
  retry(): void;
}

const arrives = (src: string): Promise<boolean> => {
  const image = new Image();
  image.src = src;
  return image.decode().then(
    () => true,
    () => false,
  );
};

/**
 * Waits for the picture of a page. The core holds the last sheets only: one that it has given up is laid out once more
 * before anybody is told.
 */
export function useSheetPicture(src: string | null, layOut: () => Promise<unknown>): SheetPicture {
  const [shown, setShown] = useState<string | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const latest = useRef(layOut);
  latest.current = layOut;
  const load = useRef(() => {});
  useEffect(() => {
    if (src === null) return;
    let wanted = true;
    const loadOrLayOut = async () => {
      let came = await arrives(src);
      if (!came && wanted) {
        await latest.current();
        came = await arrives(src);
      }
      if (!wanted) return;
      if (came) setShown(src);
      setFailed(came ? null : src);
    };
    load.current = () => void loadOrLayOut();
    load.current();
    return () => {
      wanted = false;
    };
  }, [src]);
  return { shown, failed: src !== null && failed === src, retry: () => load.current() };
}
