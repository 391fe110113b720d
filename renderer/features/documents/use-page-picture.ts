import { useEffect, useState } from 'react';
import { media } from '../../host/media-urls.ts';

interface Shown {
  readonly page: number;
  readonly src: string;
}

export interface PagePicture {
  /** Address of the sharpest picture of this page that is there; null before the first. */
  readonly src: string | null;
  readonly failed: boolean;
  readonly retry: () => void;
}

/** A page's picture: a softer one of the same page stays until the sharper one is decoded, never one of another page. */
export function usePagePicture(sha256: string, page: number, width: number): PagePicture {
  const [shown, setShown] = useState<Shown | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const address = media.page(sha256, page, width);
  const src = attempt === 0 ? address : `${address}&try=${attempt}`;
  useEffect(() => {
    let current = true;
    const image = new Image();
    image.src = src;
    image.decode().then(
      () => current && setShown({ page, src }),
      () => current && setFailed(src),
    );
    return () => {
      current = false;
    };
  }, [src, page]);
  return {
    src: shown?.page === page ? shown.src : null,
    failed: failed === src,
    retry: () => setAttempt((value) => value + 1),
  };
}
