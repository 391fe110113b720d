import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../shared/evidence.ts';
import { useGo } from '../../app/navigation.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { InspectorTabs } from '../../ui/inspector-tabs.tsx';
import { ItemSwitcher } from '../../ui/marks/item-switcher.tsx';
import { NEW } from '../../ui/marks/mark-draft.ts';
import { MarkInspector } from '../../ui/marks/mark-inspector.tsx';
import { MarksList } from '../../ui/marks/marks-list.tsx';
import { useCodebook } from '../../ui/marks/use-codebook.ts';
import { Split, SplitPanel } from '../../ui/split.tsx';
import { nextTurn, type Turn } from '../../ui/viewer/region-geometry.ts';
import { useReleaseFocus } from '../../ui/viewer/use-release-focus.ts';
import { useZoomPan } from '../../ui/viewer/use-zoom-pan.ts';
import { WarningsButton } from '../../ui/viewer/warnings-button.tsx';
import type { Size } from '../../ui/viewer/zoom-geometry.ts';
import { DocumentHelp } from './document-help.tsx';
import styles from './documents.module.css';
import { AS_IT_IS, type Light } from './light.ts';
import { MarkPage } from './mark-page.tsx';
import { pageSize, turnedSize } from './page-scale.ts';
import { PageThumbs } from './page-thumbs.tsx';
import { PageToolbar } from './page-toolbar.tsx';
import { PageView } from './page-view.tsx';
import { useDocumentCommands } from './use-document-commands.ts';
import { useDocumentMarks } from './use-document-marks.ts';
import { usePageAnnotations } from './use-page-annotations.tsx';

interface DocumentWorkspaceProps {
  readonly libraryId: string;
  readonly item: Item;
  readonly pages: readonly Size[];
  readonly page: number | null;
  readonly markId: string | null;
}

const UNKNOWN: Size = { width: 595, height: 842 };

/** A document or picture: pages, the page, its marks. */
export function DocumentWorkspace({ libraryId, item, pages, page: asked, markId }: DocumentWorkspaceProps) {
  const { t } = useTranslation('documents');
  const language = useLanguage();
  const go = useGo();
  const { editor, page, goTo, open } = useDocumentMarks({ libraryId, item, count: pages.length, asked, markId });
  const { types, favourites } = useCodebook();
  useReleaseFocus();
  const [turn, setTurn] = useState<Turn>(0);
  const [light, setLight] = useState<Light>(AS_IT_IS);
  const [moving, setMoving] = useState(false);
  const size = turnedSize(pageSize(item, pages[page - 1] ?? UNKNOWN), turn);
  const zoomPan = useZoomPan(size, {
    wheel: 'scroll',
    margin: 16,
    canGrab: (event) => event.button === 1 || (moving && event.button === 0),
  });
  useDocumentCommands({
    page,
    count: pages.length,
    goTo,
    zoomPan,
    rotate: () => setTurn(nextTurn(turn)),
    setMoving,
    editor,
    favourites,
    openMark: open,
  });
  const [side, setSide] = useState<string>('mark');
  const listed = pages[page - 1] ?? UNKNOWN;
  const notes = usePageAnnotations({
    ...{ item, page, listed, zoomPan, turn, mark: editor.mark },
    anyDrawn: editor.marks.some((mark) => mark.annotations > 0),
    onPanel: () => setSide('notes'),
  });
  // A new mark is written before anything can be drawn on it.
  const shownSide = editor.selected === NEW ? 'mark' : side;
  const counts = new Map<number, number>();
  for (const mark of editor.marks) if (mark.page !== null) counts.set(mark.page, (counts.get(mark.page) ?? 0) + 1);
  const pageText = (number: number | null) =>
    number === null ? '' : t('shortPage', { page: formatNumber(number, language) });
  return (
    <Split name={pages.length > 1 ? 'documents-pages' : 'documents-page'} handleLabel={t('panels')}>
      {pages.length > 1 && (
        <SplitPanel id="pages" size={132} min={116} max={240} fixed>
          <PageThumbs item={item} pages={pages} page={page} marks={counts} onGo={goTo} />
        </SplitPanel>
      )}
      <SplitPanel id="page" min={360}>
        <div className={styles.centre}>
          <PageToolbar
            page={page}
            count={pages.length}
            onGo={goTo}
            zoomPan={zoomPan}
            turn={turn}
            light={light}
            onLight={setLight}
            moving={moving}
            warnings={<WarningsButton warnings={item.warnings} />}
          />
          {notes.strip}
          <PageView
            item={item}
            page={page}
            turn={turn}
            light={light}
            zoomPan={zoomPan}
            moving={moving}
            editor={editor}
            onOpen={open}
            onImage={notes.onImage}
            over={notes.over}
          />
        </div>
      </SplitPanel>
      <SplitPanel id="marks" size={304} min={256} max={520} fixed>
        <Split name="documents-marks" direction="vertical" handleLabel={t('rows')}>
          <SplitPanel id="list" size="38%" min={120}>
            <MarksList
              editor={editor}
              where={(mark) => pageText(mark.page)}
              draftWhere={pageText(editor.drafts[NEW]?.page ?? null)}
              onOpen={open}
              emptyText={t('noMarks')}
            >
              <ItemSwitcher item={item} kinds={['document', 'image']} onChoose={go.evidence} />
            </MarksList>
          </SplitPanel>
          <SplitPanel id="inspector" min={200}>
            <InspectorTabs
              label={t('inspector.label')}
              current={shownSide}
              onChoose={setSide}
              tabs={[
                {
                  id: 'mark',
                  label: t('inspector.mark'),
                  content: (
                    <MarkInspector
                      editor={editor}
                      types={types}
                      favourites={favourites}
                      inheritedPlace={item.place}
                      span={<MarkPage editor={editor} page={page} onGo={goTo} />}
                      empty={<DocumentHelp />}
                      checkable={false}
                      pictures={null}
                    />
                  ),
                },
                { id: 'notes', label: t('inspector.notes'), count: notes.count, content: notes.panel },
              ]}
            />
          </SplitPanel>
        </Split>
      </SplitPanel>
    </Split>
  );
}
