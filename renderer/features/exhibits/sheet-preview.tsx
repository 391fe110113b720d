import { Button } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PresentedExhibit } from '../../../shared/exhibit.ts';
import { useCommands } from '../../app/commands/commands.ts';
import { media } from '../../host/host.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from './sheet.module.css';
import { SheetPage } from './sheet-page.tsx';
import { SheetToolbar } from './sheet-toolbar.tsx';
import { paperWidth, percentOf, pictureWidth, startingZoom, stepZoom, type Zoom } from './sheet-zoom.ts';
import { type PreviewForm, type PreviewKind, useSheet } from './use-sheet.ts';

/** Without a mouse, a region that scrolls can only be scrolled while it has the focus (WCAG 2.1.1). */
const scrollable = { tabIndex: 0 } as const;

interface SheetPreviewProps {
  readonly exhibit: PresentedExhibit;
  readonly view: PreviewKind;
  readonly form: PreviewForm;
  /** Stands at the left end of the bar. */
  readonly lead: ReactNode;
}

/** The sheet of one exhibit exactly as it will be printed, or the pictures of its files. */
export function SheetPreview({ exhibit, view, form, lead }: SheetPreviewProps) {
  const { t } = useTranslation('exhibits');
  const sheet = useSheet(exhibit, view, form);
  const [chosenZoom, setZoom] = useState<Zoom | null>(null);
  const [wanted, setWanted] = useState({ sheet: 1, pictures: 1 });
  const { ref, width: roomWidth, height: roomHeight } = useElementSize();
  const zoom = chosenZoom ?? startingZoom({ width: roomWidth, height: roomHeight });
  const pages = sheet.data?.pages ?? 1;
  const page = Math.min(wanted[view], Math.max(1, pages));
  const turnTo = (to: number) => setWanted((before) => ({ ...before, [view]: to }));
  const width = paperWidth(zoom, { width: roomWidth, height: roomHeight });
  const src =
    sheet.data === undefined || roomWidth === 0
      ? null
      : media.sheet(sheet.data.sha256, page, pictureWidth(width, window.devicePixelRatio));
  const percent = percentOf(width);
  useCommands([
    {
      id: 'exhibits.page-next',
      title: t(`${view}.next`),
      keys: ['PageDown'],
      group: t('title'),
      enabled: page < pages,
      run: () => turnTo(page + 1),
    },
    {
      id: 'exhibits.page-previous',
      title: t(`${view}.previous`),
      keys: ['PageUp'],
      group: t('title'),
      enabled: page > 1,
      run: () => turnTo(page - 1),
    },
    {
      id: 'exhibits.larger',
      title: t('sheet.larger'),
      keys: ['Mod+='],
      group: t('title'),
      run: () => setZoom(stepZoom(percent, 1)),
    },
    {
      id: 'exhibits.smaller',
      title: t('sheet.smaller'),
      keys: ['Mod+-'],
      group: t('title'),
      run: () => setZoom(stepZoom(percent, -1)),
    },
    {
      id: 'exhibits.fit-page',
      title: t('sheet.fitPage'),
      keys: ['Mod+0'],
      group: t('title'),
      run: () => setZoom('page'),
    },
  ]);
  return (
    <div className={styles.preview}>
      <div className={styles.bar}>
        {lead}
        <SheetToolbar
          view={view}
          page={page}
          pages={pages}
          onPage={turnTo}
          zoom={zoom}
          percent={percent}
          onZoom={setZoom}
        />
      </div>
      <section
        className={styles.desk}
        ref={ref}
        aria-label={t(`${view}.label`, { number: exhibit.label })}
        {...scrollable}
      >
        {sheet.isError ? (
          <div className={styles.failed}>
            <ErrorNote
              error={sheet.error}
              title={t(`${view}.failed`)}
              actions={<Button onClick={() => void sheet.refetch()}>{t('again')}</Button>}
            />
          </div>
        ) : pages === 0 ? (
          <p className={styles.none}>{t('pictures.none')}</p>
        ) : roomWidth === 0 ? null : (
          <SheetPage
            key={`${exhibit.mark.id} ${view}`}
            view={view}
            src={sheet.isPlaceholderData ? null : src}
            width={width}
            label={t(`${view}.picture`, { number: exhibit.label, page, pages })}
            busy={sheet.isFetching}
            layOut={sheet.refetch}
          />
        )}
      </section>
    </div>
  );
}
