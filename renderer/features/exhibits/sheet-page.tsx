import { Button, Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Note } from '../../ui/error-note.tsx';
import styles from './sheet.module.css';
import { PAPER } from './sheet-zoom.ts';
import type { PreviewKind } from './use-sheet.ts';
import { useSheetPicture } from './use-sheet-picture.ts';

interface SheetPageProps {
  readonly view: PreviewKind;
  readonly src: string | null;
  /** Width of the paper in CSS pixels. */
  readonly width: number;
  readonly label: string;
  /** True while a newer sheet is being laid out. */
  readonly busy: boolean;
  /** Lays the sheet out again where the core does not hold it any more. */
  readonly layOut: () => Promise<unknown>;
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
export function SheetPage({ view, src, width, label, busy, layOut }: SheetPageProps) {
  const { t } = useTranslation('exhibits');
  const { shown, failed, retry } = useSheetPicture(src, layOut);
  const height = Math.round((width * PAPER.height) / PAPER.width);
  if (failed) {
    return (
      <div className={styles.failed}>
        <Note tone="danger" title={t(`${view}.failed`)} actions={<Button onClick={retry}>{t('again')}</Button>}>
          {t('sheet.lost')}
        </Note>
      </div>
    );
  }
  return (
    <div className={styles.paper} style={{ width, height }} aria-busy={busy || shown !== src}>
      {shown === null && <Lines />}
      {shown !== null && <img src={shown} alt={label} width={width} height={height} draggable={false} />}
    </div>
  );
}
