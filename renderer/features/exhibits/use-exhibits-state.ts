import { useSessionStorage } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { PresentedExhibit } from '../../../shared/exhibit.ts';
import type { Job } from '../../../shared/job.ts';
import { useTarget } from '../../app/navigation.ts';
import { useJobs, useMutationCall, useQueryCall } from '../../host/host.ts';
import { usePendingMarks } from '../../ui/annotations/annotation-saver.ts';
import { exhibitLines, steppedBy } from './exhibit-lines.ts';
import { neighbourOf } from './exhibit-order.ts';
import { isRunning, newestJob } from './export-jobs.ts';
import { useBundleTarget } from './use-bundle-target.ts';
import { useExhibitActions } from './use-exhibit-actions.tsx';
import { useExhibitCommands } from './use-exhibit-commands.ts';
import { useExportForm } from './use-export-form.ts';
import { useGroups } from './use-groups.ts';

const NONE: readonly PresentedExhibit[] = [];

/** What the middle can show: the selected exhibit's sheet or pictures, or what became of the last export. */
export const EXHIBIT_VIEWS = ['sheet', 'pictures', 'result'] as const;
export type ExhibitView = (typeof EXHIBIT_VIEWS)[number];

export type ExhibitsState = ReturnType<typeof useExhibitsState>;

/** Which exhibit the address names; the first one when it names none that is chosen. */
function useSelection(exhibits: readonly PresentedExhibit[]) {
  const navigate = useNavigate();
  const { mark } = useTarget();
  const selected = exhibits.find((exhibit) => exhibit.mark.id === mark) ?? exhibits[0] ?? null;
  const select = (id: string | null) =>
    void navigate({ to: '/exhibits', search: id === null ? {} : { mark: id }, replace: true });
  return { selected, select };
}

/**
 * What the middle shows. The result comes by itself once an export of this session has ended, wherever the person was
 * meanwhile; what was looked at last is looked at again on coming back.
 */
function useResultView(libraryId: string, job: Job | undefined) {
  const kept = { getInitialValueInEffect: false, defaultValue: '' };
  const [view, setView] = useSessionStorage<string>({ key: `aigaq.exhibits.view.${libraryId}`, ...kept });
  const [watched, setWatched] = useSessionStorage<string>({ key: `aigaq.exhibits.watched.${libraryId}`, ...kept });
  const over = job !== undefined && job.id === watched && !isRunning(job);
  useEffect(() => {
    if (!over) return;
    setWatched('');
    setView('result');
  }, [over, setView, setWatched]);
  const known = EXHIBIT_VIEWS.find((one) => one === view) ?? 'sheet';
  return {
    view: known === 'result' && job === undefined ? 'sheet' : known,
    show: (next: ExhibitView) => setView(next),
    watch: setWatched,
  } as const;
}

/** Everything the screen shows and does, in one place; panels take what they need. */
export function useExhibitsState(libraryId: string, title: string) {
  const query = useQueryCall('exhibits.list', {});
  const exhibits = query.data ?? NONE;
  const jobs = useJobs();
  const job = newestJob(jobs, 'export');
  const { selected, select } = useSelection(exhibits);
  const { view, show, watch } = useResultView(libraryId, job);
  const actions = useExhibitActions(exhibits);
  const groups = useGroups();
  const lines = exhibitLines(exhibits, groups.groups);
  const control = useExportForm(libraryId);
  const { form, change, packing } = control;
  const target = useBundleTarget(title, form);
  const [dialogOpen, setDialogOpen] = useState(false);
  const starting = useMutationCall('exhibits.export', {
    onSuccess: (started) => {
      watch(started.id);
      change({ name: null });
    },
  });
  const ids = exhibits.map((exhibit) => exhibit.mark.id);
  const pendingMarks = usePendingMarks();
  const pending = exhibits.filter(({ mark }) => pendingMarks.has(mark.id));
  const canExport = target.out !== null && packing.ready && !isRunning(job) && pending.length === 0;

  const chooseAndShow = (id: string) => {
    if (view === 'result') show('sheet');
    select(id);
  };
  const remove = (gone: string[]) => {
    if (selected !== null && gone.includes(selected.mark.id)) select(neighbourOf(ids, gone));
    void actions.remove(gone);
  };
  const startExport = () => {
    if (target.out === null || !canExport) return;
    const { lang, allowIncomplete, burnIn, slate } = form;
    const profile = form.profile === 'public' ? 'public' : 'court';
    const { zip, encryptTo, volumeSize } = packing;
    starting.mutate({
      out: target.out,
      zip,
      encryptTo,
      volumeSize,
      profile,
      lang,
      allowIncomplete,
      burnIn,
      slate,
      twin: form.profile === 'both',
      withOriginals: form.withOriginals && profile === 'court',
    });
  };
  const step = (delta: number) => {
    const next = ids[ids.indexOf(selected?.mark.id ?? '') + delta];
    if (next !== undefined) chooseAndShow(next);
  };
  const move = (delta: number) => {
    const arrangement = selected === null ? null : steppedBy(lines, selected.mark.id, delta);
    if (arrangement === null || selected === null) return;
    // Named in the address from now on: the first place no longer decides which one is selected.
    select(selected.mark.id);
    actions.arrange(arrangement);
  };
  const openDialog = () => setDialogOpen(true);
  useExhibitCommands({
    selected,
    openDialog,
    step,
    move,
    remove,
    startExport,
    canExport,
  });

  return {
    query,
    exhibits,
    pending,
    groups,
    lines,
    selected,
    select: chooseAndShow,
    job,
    view,
    show,
    form,
    control,
    target,
    starting: starting.isPending,
    startExport,
    remove,
    arrange: actions.arrange,
    add: actions.add,
    dialogOpen,
    openDialog,
    closeDialog: () => setDialogOpen(false),
  };
}
