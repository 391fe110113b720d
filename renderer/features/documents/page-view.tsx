import { Button, Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../shared/evidence.ts';
import type { Mark } from '../../../shared/mark.ts';
import { media } from '../../host/media-urls.ts';
import { Note } from '../../ui/error-note.tsx';
import { NEW } from '../../ui/marks/mark-draft.ts';
import type { MarkEditor } from '../../ui/marks/use-mark-editor.ts';
import type { Turn } from '../../ui/viewer/region-geometry.ts';
import type { ZoomPan } from '../../ui/viewer/use-zoom-pan.ts';
import styles from './documents.module.css';
import { type Light, lightFilter } from './light.ts';
import { pageWidth } from './page-scale.ts';
import { DrawnRegion, MarkRegion, ShownRegion } from './region-overlay.tsx';
import { usePagePicture } from './use-page-picture.ts';
import { useRegionDraw } from './use-region-draw.ts';

interface PageViewProps {
  readonly item: Item;
  readonly page: number;
  readonly turn: Turn;
  readonly light: Light;
  readonly zoomPan: ZoomPan;
  readonly moving: boolean;
  readonly editor: MarkEditor;
  readonly onOpen: (mark: Mark) => void;
  /** Takes the element that shows the page. */
  readonly onImage: (image: HTMLImageElement | null) => void;
  /** What lies over the page. */
  readonly over: ReactNode;
}

/** One page with its marks; dragging over it draws a region. */
export function PageView(props: PageViewProps) {
  const { item, page, turn, light, zoomPan, moving, editor, onOpen, onImage, over } = props;
  const { t } = useTranslation('documents');
  const { placement } = zoomPan;
  const { draft } = editor;
  const region = draft?.page === page ? draft.region : null;
  const drawing = useRegionDraw({
    viewport: zoomPan.element,
    placement,
    turn,
    region,
    enabled: !moving,
    onDrawn: (drawn) => {
      editor.setSpan({ page, region: drawn });
      editor.wish('title');
    },
    onChanged: (changed) => editor.change({ region: changed }),
  });
  const others = editor.marks.filter((mark) => mark.page === page && mark.id !== editor.selected);
  const parked = editor.selected !== NEW && editor.drafts[NEW]?.page === page ? editor.drafts[NEW].region : null;
  return (
    <div
      ref={zoomPan.viewportRef}
      className={styles.viewport}
      data-moving={moving || undefined}
      data-testid="page-view"
    >
      <div
        className={styles.page}
        style={{ left: placement.left, top: placement.top, width: placement.width, height: placement.height }}
      >
        <PageImage {...{ item, page, turn, light, zoomPan, onImage }} />
        {others.map((mark) => (
          <MarkRegion key={mark.id} mark={mark} turn={turn} onOpen={onOpen} />
        ))}
        {parked && <DrawnRegion region={parked} turn={turn} />}
        {region && (
          <ShownRegion
            region={region}
            turn={turn}
            label={draft?.title || t('region')}
            onChange={(changed) => editor.change({ region: changed })}
          />
        )}
        {draft?.page === page && !draft.region && <span className={styles.wholePage} aria-hidden="true" />}
        {drawing && <DrawnRegion region={drawing} turn={turn} />}
      </div>
      {over}
    </div>
  );
}

interface PageImageProps extends Pick<PageViewProps, 'item' | 'page' | 'turn' | 'light' | 'zoomPan' | 'onImage'> {}

function PageImage({ item, page, turn, light, zoomPan, onImage }: PageImageProps) {
  const { t } = useTranslation('documents');
  const { width, height } = zoomPan.placement;
  const upright = turn === 0 || turn === 180 ? { width, height } : { width: height, height: width };
  const picture = usePagePicture(item.sha256, page, pageWidth(upright.width, window.devicePixelRatio));
  return (
    <>
      <div
        className={styles.sheet}
        style={{ ...upright, transform: `translate(-50%, -50%) rotate(${turn}deg)`, filter: lightFilter(light) }}
      >
        <img
          ref={onImage}
          src={picture.src ?? media.page(item.sha256, page, THUMB_WIDTH)}
          alt={t('pageOf', { page })}
          data-soft={picture.src === null || undefined}
          draggable={false}
        />
      </div>
      {picture.src === null && !picture.failed && (
        <span className={styles.loading}>
          <Loader size={12} color="gray" /> {t('loadingPage', { page })}
        </span>
      )}
      {picture.failed && (
        <div className={styles.failed}>
          <Note
            tone="danger"
            title={t('noPage', { page })}
            actions={<Button onClick={picture.retry}>{t('tryAgain')}</Button>}
          >
            {t('noPageText')}
          </Note>
        </div>
      )}
    </>
  );
}

/** Width that thumbnails are asked for; the page's own first stand-in, because it is there already. */
export const THUMB_WIDTH = 200;
