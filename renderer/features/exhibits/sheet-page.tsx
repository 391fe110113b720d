import { Skeleton } from '@mantine/core';
import { useEffect, useState } from 'react';
import styles from './sheet.module.css';
import { PAPER } from './sheet-zoom.ts';

interface SheetPageProps {
  readonly src: string | null;
  /** Width of the paper in CSS pixels. */
  readonly width: number;
  readonly label: string;
  /** True while a newer sheet is being laid out. */
  readonly busy: boolean;
}

/** The last address whose picture has come, so that zooming and editing never show an empty paper in between. */
function useArrived(src: string | null): { shown: string | null; failed: boolean } {
  const [shown, setShown] = useState<string | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  useEffect(() => {
    if (src === null) return;
    let wanted = true;
    const image = new Image();
    image.src = src;
    image
      .decode()
      .then(() => wanted && setShown(src))
      .catch(() => wanted && setFailed(src));
    return () => {
      wanted = false;
    };
  }, [src]);
  return { shown, failed: src !== null && failed === src };
}

function Lines() {
  return (
    <div className={styles.lines} aria-hidden="true">
      <Skeleton height="2.4%" width="58%" />
      <Skeleton height="1.4%" width="36%" />
      <Skeleton height="20%" mt="4%" />
      {[92, 84, 96, 70, 88, 78].map((width) => (
        <Skeleton key={width} height="1.2%" width={`${width}%`} />
      ))}
    </div>
  );
}

/** One page of paper. It has its size from the start; its picture comes into it. */
export function SheetPage({ src, width, label, busy }: SheetPageProps) {
  const { shown, failed } = useArrived(src);
  const height = Math.round((width * PAPER.height) / PAPER.width);
  return (
    <div className={styles.paper} style={{ width, height }} aria-busy={busy || shown !== src}>
      {shown === null && !failed && <Lines />}
      {shown !== null && <img src={shown} alt={label} width={width} height={height} draggable={false} />}
    </div>
  );
}
