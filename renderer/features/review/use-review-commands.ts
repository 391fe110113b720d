import { useTranslation } from 'react-i18next';
import { type FrameIndex, keyFrameAfter, keyFrameAtOrBefore } from '../../../shared/frames.ts';
import type { Mark } from '../../../shared/mark.ts';
import { type Command, useCommands } from '../../app/commands/commands.ts';
import { markBeside } from '../../ui/marks/mark-filter.ts';
import type { MarkEditor } from '../../ui/marks/use-mark-editor.ts';
import { useStableActions } from '../../ui/viewer/use-stable-actions.ts';
import type { ZoomPan } from '../../ui/viewer/use-zoom-pan.ts';
import type { ExactStage } from './engine/exact-stage.ts';
import type { ShuttleKey } from './engine/shuttle.ts';
import type { Playback } from './engine/use-playback.ts';
import type { FieldViews } from './fields/use-field-view.ts';
import type { Position } from './position.ts';
import { useHeldSteps } from './use-held-steps.ts';

interface ReviewCommandsOptions {
  readonly index: FrameIndex;
  readonly position: Position;
  readonly exact: ExactStage;
  readonly playback: Playback;
  readonly fields: FieldViews;
  readonly editor: MarkEditor;
  readonly favourites: readonly string[];
  readonly zoomPan: ZoomPan;
  readonly openMark: (mark: Mark) => void;
  readonly saveStill: () => void;
}

/** Every action of Review with its key; palette and list of keys show the same. */
export function useReviewCommands(options: ReviewCommandsOptions): void {
  useCommands([...useMovement(options), ...useMarking(options)]);
}

function useMovement(options: ReviewCommandsOptions): Command[] {
  const { index, position, exact, playback, fields, zoomPan, saveStill } = options;
  const { t } = useTranslation('review');
  const group = t('group');
  const last = index.pts.length - 1;
  const { ready, travel } = useStableActions({
    ready: () => exact.state.drawn === position.n && fields.ready(position.n),
    travel: (to: (n: number) => number) => position.goTo(to(playback.stop())),
  });
  const held = useHeldSteps(ready);
  const step = (to: (n: number) => number) => () => held(() => travel(to));
  const move = (id: string, name: string, key: string, to: (n: number) => number): Command => ({
    id: `review.${id}`,
    title: t(`command.${name}`),
    keys: [key],
    group,
    hidden: true,
    run: step(to),
  });
  const run = (id: string, name: string, keys: string[], key: ShuttleKey): Command => ({
    id: `review.${id}`,
    title: t(`command.${name}`),
    keys,
    group,
    hidden: true,
    run: () => playback.press(key),
  });
  return [
    move('back', 'back', 'ArrowLeft', (n) => fields.step(n, -1)),
    move('forward', 'forward', 'ArrowRight', (n) => fields.step(n, 1)),
    move('back-10', 'back10', 'Shift+ArrowLeft', (n) => n - 10),
    move('forward-10', 'forward10', 'Shift+ArrowRight', (n) => n + 10),
    move('previous-key', 'previousKey', 'Mod+ArrowLeft', (n) => keyFrameAtOrBefore(index, n - 1)),
    move('next-key', 'nextKey', 'Mod+ArrowRight', (n) => keyFrameAfter(index, n)),
    move('first', 'first', 'Home', () => 0),
    move('last', 'last', 'End', () => last),
    run('shuttle-back', 'shuttleBack', ['J'], 'back'),
    run('shuttle-stop', 'shuttleStop', ['K'], 'stop'),
    run('shuttle-forward', 'shuttleForward', ['L'], 'forward'),
    run('play', playback.speed === 0 ? 'play' : 'pause', ['Space'], 'toggle'),
    { id: 'review.still', title: t('command.still'), keys: ['Mod+S'], group, run: saveStill },
    {
      id: 'review.fit',
      title: t('command.fit'),
      keys: ['F'],
      group,
      run: () => zoomPan.setMode(zoomPan.zoom.mode === 'page' ? 'actual' : 'page'),
    },
  ];
}

function useMarking({ index, playback, editor, favourites, openMark }: ReviewCommandsOptions): Command[] {
  const { t } = useTranslation('review');
  const group = t('group');
  const beside = (step: 1 | -1) => () => {
    const mark = markBeside(editor.marks, editor.selected, playback.stop(), step);
    if (mark) openMark(mark);
  };
  const title = (name: string) => t(`command.${name}`);
  const writing = editor.draft !== null;
  return [
    { id: 'review.in', title: title('setIn'), keys: ['I'], group, run: () => editor.setEnd('in', playback.stop()) },
    { id: 'review.out', title: title('setOut'), keys: ['O'], group, run: () => editor.setEnd('out', playback.stop()) },
    {
      id: 'review.mark',
      title: title('mark'),
      keys: ['M'],
      group,
      run: () => {
        const n = Math.min(index.pts.length - 1, playback.stop());
        editor.begin({ in: n, out: n });
      },
    },
    { id: 'review.save', title: title('save'), keys: ['Enter'], group, enabled: editor.dirty, run: editor.save },
    {
      id: 'review.violation',
      title: title('violation'),
      keys: ['T'],
      group,
      enabled: writing,
      run: () => editor.wish('violations'),
    },
    { id: 'review.note', title: title('note'), keys: ['N'], group, enabled: writing, run: () => editor.wish('note') },
    { id: 'review.previous-mark', title: title('previousMark'), keys: ['['], group, run: beside(-1) },
    { id: 'review.next-mark', title: title('nextMark'), keys: [']'], group, run: beside(1) },
    ...favourites.map(
      (code, at): Command => ({
        id: `review.favourite-${at + 1}`,
        title: t('command.favourite', { code }),
        keys: [String(at + 1)],
        group,
        enabled: writing,
        hidden: true,
        run: () => editor.toggleViolation(code),
      }),
    ),
    {
      id: 'review.remove',
      title: title('remove'),
      keys: ['Delete'],
      group,
      enabled: editor.mark !== null,
      run: editor.remove,
    },
    {
      id: 'review.deselect',
      title: title('deselect'),
      keys: ['Escape'],
      group,
      enabled: editor.selected !== null,
      hidden: true,
      run: () => editor.select(null),
    },
  ];
}
