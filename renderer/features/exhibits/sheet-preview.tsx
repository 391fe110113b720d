import { Button } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PresentedExhibit } from '../../../shared/exhibit.ts';
import { useCommands } from '../../app/commands/commands.ts';
import { media } from '../../host/host.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import type { ExportForm } from './export-form.ts';
import styles from './sheet.module.css';
import { SheetPage } from './sheet-page.tsx';
import { SheetToolbar } from './sheet-toolbar.tsx';
import { paperWidth, percentOf, pictureWidth, startingZoom, stepZoom, type Zoom } from './sheet-zoom.ts';
import { useSheet } from './use-sheet.ts';

/** Without a mouse, a region that scrolls can only be scrolled while it has the focus (WCAG 2.1.1). */
const scrollable = { tabIndex: 0 } as const;

interface SheetPreviewProps {
  readonly exhibit: PresentedExhibit;
  readonly form: Pick<ExportForm, 'profile' | 'lang'>;
  /** Stands at the left end of the bar. */
  readonly lead: ReactNode;
}

/** The sheet of one exhibit exactly as it will be printed. */
export function SheetPreview({ exhibit, form, lead }: SheetPreviewProps) {
  const { t } = useTranslation('exhibits');
  const sheet = useSheet(exhibit, form.profile === 'public' ? 'public' : 'court', form.lang);
  const [chosenZoom, setZoom] = useState<Zoom | null>(null);
  const [wanted, setWanted] = useState(1);
  const { ref, width: roomWidth, height: roomHeight } = useElementSize();
  const zoom = chosenZoom ?? startingZoom({ width: roomWidth, height: roomHeight });
  const pages = sheet.data?.pages ?? 1;
  const page = Math.min(wanted, pages);
  const width = paperWidth(zoom, { width: roomWidth, height: roomHeight });
  const src =
    sheet.data === undefined || roomWidth === 0
      ? null
      : media.sheet(sheet.data.sha256, page, pictureWidth(width, window.devicePixelRatio));
  const percent = percentOf(width);
  useCommands([
    {
      id: 'exhibits.page-next',
      title: t('sheet.next'),
      keys: ['PageDown'],
      group: t('title'),
      enabled: page < pages,
      run: () => setWanted(page + 1),
    },
    {
      id: 'exhibits.page-previous',
      title: t('sheet.previous'),
      keys: ['PageUp'],
      group: t('title'),
      enabled: page > 1,
      run: () => setWanted(page - 1),
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
        <SheetToolbar page={page} pages={pages} onPage={setWanted} zoom={zoom} percent={percent} onZoom={setZoom} />
      </div>
      <section
        className={styles.desk}
        ref={ref}
        aria-label={t('sheet.label', { number: exhibit.label })}
        {...scrollable}
      >
        {sheet.isError ? (
          <div className={styles.failed}>
            <ErrorNote
              error={sheet.error}
              title={t('sheet.failed')}
              actions={<Button onClick={() => void sheet.refetch()}>{t('again')}</Button>}
            />
          </div>
        ) : roomWidth === 0 ? null : (
          <SheetPage
            key={exhibit.mark.id}
            src={sheet.isPlaceholderData ? null : src}
            width={width}
            label={t('sheet.picture', { number: exhibit.label, page, pages })}
            busy={sheet.isFetching}
          />
        )}
      </section>
    </div>
  );
}
