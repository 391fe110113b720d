import { ActionIcon, Select, Tooltip } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconMinus, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './sheet.module.css';
import { STEPS, stepZoom, type Zoom } from './sheet-zoom.ts';
import type { PreviewKind } from './use-sheet.ts';

interface ToolbarProps {
  readonly view: PreviewKind;
  readonly page: number;
  readonly pages: number;
  readonly onPage: (page: number) => void;
  readonly zoom: Zoom;
  /** What the present zoom comes to. */
  readonly percent: number;
  readonly onZoom: (zoom: Zoom) => void;
}

function Tool(props: { label: string; disabled?: boolean; onClick: () => void; children: React.ReactNode }) {
  return (
    <Tooltip label={props.label}>
      <ActionIcon aria-label={props.label} disabled={props.disabled ?? false} onClick={props.onClick}>
        {props.children}
      </ActionIcon>
    </Tooltip>
  );
}

/** Page and size of the paper. */
export function SheetToolbar({ view, page, pages, onPage, zoom, percent, onZoom }: ToolbarProps) {
  const { t } = useTranslation('exhibits');
  const typed = typeof zoom === 'number' && !STEPS.includes(zoom) ? [zoom] : [];
  const choices = [
    { value: 'page', label: t('sheet.fitPage') },
    { value: 'width', label: t('sheet.fitWidth') },
    ...[...STEPS, ...typed].map((step) => ({ value: String(step), label: `${step} %` })),
  ];
  return (
    <div className={styles.tools}>
      <Tool label={t(`${view}.previous`)} disabled={page <= 1} onClick={() => onPage(page - 1)}>
        <IconChevronLeft size={16} />
      </Tool>
      <span className={styles.pageOf}>{pages === 0 ? null : t(`${view}.pageOf`, { page, pages })}</span>
      <Tool label={t(`${view}.next`)} disabled={page >= pages} onClick={() => onPage(page + 1)}>
        <IconChevronRight size={16} />
      </Tool>
      <span className={styles.gap} />
      <Tool label={t('sheet.smaller')} onClick={() => onZoom(stepZoom(percent, -1))}>
        <IconMinus size={16} />
      </Tool>
      <Select
        w={110}
        aria-label={t('sheet.zoom')}
        data={choices}
        value={String(zoom)}
        allowDeselect={false}
        onChange={(value) => onZoom(value === 'page' || value === 'width' ? value : Number(value))}
      />
      <Tool label={t('sheet.larger')} onClick={() => onZoom(stepZoom(percent, 1))}>
        <IconPlus size={16} />
      </Tool>
    </div>
  );
}
