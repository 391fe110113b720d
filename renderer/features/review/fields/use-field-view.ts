import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldOrder } from '../../../../shared/frames.ts';
import { useCommands } from '../../../app/commands/commands.ts';
import { useStableActions } from '../../../ui/viewer/use-stable-actions.ts';
import { FIELD_VIEWS, type FieldView, fieldNumber, nextView, stepField } from './field-steps.ts';

/** Looking at the fields of an interlaced recording. */
export interface FieldViews {
  /** False for progressive material: then there is nothing to choose. */
  readonly offered: boolean;
  readonly order: FieldOrder;
  readonly view: FieldView;
  choose(view: FieldView): void;
  /** False while the field in view of frame n is still to be drawn. */
  ready(n: number): boolean;
  /** Told by whoever draws fields: the number of the one on screen. */
  tell(drawn: number): void;
  /** Where one step leads from frame n; the field in view changes with it. */
  step(n: number, direction: 1 | -1): number;
}

const KEY = 'aigaq.field-view';

function rememberedView(): FieldView {
  const kept = sessionStorage.getItem(KEY);
  return FIELD_VIEWS.find((view) => view === kept) ?? 'frame';
}

/** Which of frame and fields is in view, remembered for the session. Fields are not looked at while a recording runs. */
export function useFieldView(order: FieldOrder, last: number): FieldViews {
  const { t } = useTranslation('review-play');
  const offered = order !== 'progressive';
  const [chosen, setChosen] = useState(rememberedView);
  const view = offered ? chosen : 'frame';
  const drawn = useRef<number | null>(null);
  const { choose, step, ready, tell } = useStableActions<Omit<FieldViews, 'offered' | 'order' | 'view'>>({
    choose: (wanted) => {
      sessionStorage.setItem(KEY, wanted);
      setChosen(wanted);
    },
    ready: (n) => view === 'frame' || drawn.current === fieldNumber(n, view),
    tell: (shown) => {
      drawn.current = shown;
    },
    step: (n, direction) => {
      const next = stepField({ n, view }, direction, last);
      if (next.view !== view) choose(next.view);
      return next.n;
    },
  });
  useCommands(
    offered
      ? [
          {
            id: 'review.fields',
            title: t('fields.command'),
            keys: ['Shift+F'],
            group: t('group'),
            run: () => choose(nextView(view)),
          },
        ]
      : [],
  );
  return { offered, order, view, choose, step, ready, tell };
}
