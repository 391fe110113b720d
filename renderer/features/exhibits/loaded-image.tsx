import { useState } from 'react';
import styles from './exhibits.module.css';

/** A picture that is seen once it has come: before that its place is grey, because black could be the picture itself. */
export function LoadedImage({ src, alt }: { src: string; alt: string }) {
  const [loaded, setLoaded] = useState<string | null>(null);
  return (
    <img
      className={styles.picture}
      data-loaded={loaded === src || undefined}
      src={src}
      alt={alt}
      loading="lazy"
      decoding="async"
      draggable={false}
      onLoad={() => setLoaded(src)}
    />
  );
}
