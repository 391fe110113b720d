import { useTranslation } from 'react-i18next';
import { useCommands } from '../../../app/commands/commands.ts';
import type { CoverageStore } from './coverage-store.ts';
import type { TimelineView } from './use-timeline-view.ts';

/** What one key press or button zooms by. */
const STEP = 1.6;

/** The timeline's actions with their keys; buttons and palette run the same. */
export function useTimelineCommands(timeline: TimelineView, coverage: CoverageStore): void {
  const { t } = useTranslation('review-timeline');
  const group = t('label');
  useCommands([
    { id: 'timeline.zoom-in', title: t('zoomIn'), keys: ['+', '='], group, run: () => timeline.zoomBy(1 / STEP) },
    { id: 'timeline.zoom-out', title: t('zoomOut'), keys: ['-'], group, run: () => timeline.zoomBy(STEP) },
    { id: 'timeline.whole', title: t('whole'), keys: ['0'], group, run: timeline.showWhole },
    { id: 'timeline.clear-watched', title: t('clearWatched'), group, run: () => coverage.clear() },
  ]);
}
