import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PresentedExhibit } from '../../../shared/exhibit.ts';
import { useCommands } from '../../app/commands/commands.ts';
import { useOpenLibrary } from '../../app/use-open-library.ts';
import { Split, SplitPanel } from '../../ui/split.tsx';
import { AddMarksDialog } from './add-marks-dialog.tsx';
import { Chosen, NothingChosen } from './chosen-panel.tsx';
import { ClipStrip } from './clip-strip.tsx';
import styles from './exhibits.module.css';
import { ExportPanel } from './export-panel.tsx';
import { ExportOutcome } from './export-result.tsx';
import { SheetPreview } from './sheet-preview.tsx';
import { SidePanel } from './side-panel.tsx';
import { EXHIBIT_VIEWS, type ExhibitsState, useExhibitsState } from './use-exhibits-state.ts';

function Switch({ state }: { state: ExhibitsState }) {
  const { t } = useTranslation('exhibits');
  const views = EXHIBIT_VIEWS.filter((view) => view !== 'result' || state.job !== undefined);
  useCommands(
    views.map((view) => ({
      id: `exhibits.view-${view}`,
      title: t('view.show', { view: t(`view.${view}`) }),
      group: t('title'),
      enabled: view !== state.view,
      run: () => state.show(view),
    })),
  );
  return (
    <SegmentedControl
      aria-label={t('view.label')}
      data={views.map((view) => ({ value: view, label: t(`view.${view}`) }))}
      value={state.view}
      onChange={(value) => state.show(EXHIBIT_VIEWS.find((view) => view === value) ?? 'sheet')}
    />
  );
}

function Sheet({ state, exhibit }: { state: ExhibitsState; exhibit: PresentedExhibit }) {
  const view = state.view === 'pictures' ? 'pictures' : 'sheet';
  return (
    <>
      <div className={styles.grow}>
        <SheetPreview view={view} exhibit={exhibit} form={state.form} lead={<Switch state={state} />} />
      </div>
      <ClipStrip exhibit={exhibit} />
    </>
  );
}

/** The middle: the sheet and interval of the selected exhibit, or what became of the last export. */
function Centre({ state }: { state: ExhibitsState }) {
  const result = state.view === 'result';
  return (
    <div className={styles.centre}>
      {result && (
        <div className={styles.resultBar}>
          <Switch state={state} />
        </div>
      )}
      {result && <ExportOutcome job={state.job} onSelect={state.select} />}
      {!result && state.selected !== null && <Sheet state={state} exhibit={state.selected} />}
      {!result && state.selected === null && state.query.data !== undefined && <NothingChosen state={state} />}
    </div>
  );
}

function Workbench({ libraryId, title }: { libraryId: string; title: string }) {
  const { t } = useTranslation('exhibits');
  const state = useExhibitsState(libraryId, title);
  return (
    <>
      <Split name="exhibits" handleLabel={t('resize')}>
        <SplitPanel id="list" size={340} min={240} max={560} fixed>
          <Chosen state={state} />
        </SplitPanel>
        <SplitPanel id="sheet" min={360}>
          <Centre state={state} />
        </SplitPanel>
        <SplitPanel id="export" size={320} min={280} max={480} fixed>
          <SidePanel exhibit={state.selected} lang={state.form.lang}>
            <ExportPanel
              exhibits={state.query.data}
              {...state.control}
              target={state.target}
              pending={state.pending}
              job={state.job}
              starting={state.starting}
              onExport={state.startExport}
              onShowResult={() => state.show('result')}
            />
          </SidePanel>
        </SplitPanel>
      </Split>
      <AddMarksDialog
        opened={state.dialogOpen}
        onClose={state.closeDialog}
        exhibits={state.exhibits}
        onAdd={state.add}
      />
    </>
  );
}

/** Chooses and orders exhibits, shows what each will look like, and makes the bundle. */
export function ExhibitsScreen() {
  const library = useOpenLibrary();
  return library === null ? null : <Workbench key={library.id} libraryId={library.id} title={library.title} />;
}
