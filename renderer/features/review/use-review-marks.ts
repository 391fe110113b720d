import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../shared/evidence.ts';
import type { Mark } from '../../../shared/mark.ts';
import { toast } from '../../app/toast.ts';
import { withEnd } from '../../ui/marks/mark-draft.ts';
import { type MarkEditor, useMarkEditor } from '../../ui/marks/use-mark-editor.ts';
import { useStableActions } from '../../ui/viewer/use-stable-actions.ts';
import type { Playback } from './engine/use-playback.ts';
import type { Position } from './position.ts';

interface ReviewMarksOptions {
  readonly libraryId: string;
  readonly item: Item;
  /** What the address says: the selected mark, and the frame unless it leaves that to the mark. */
  readonly markId: string | null;
  readonly frame: number | null;
  readonly playback: Playback;
  readonly position: Position;
}

interface ReviewMarks {
  readonly editor: MarkEditor;
  /** Selects a mark and shows its first picture. */
  open(mark: Mark): void;
  /** Moves one end of the shown mark; the picture follows. */
  setEnd(end: 'in' | 'out', n: number): void;
}

/** Marks of the open recording, with the selected one in the address. */
export function useReviewMarks({
  libraryId,
  item,
  markId,
  frame,
  playback,
  position,
}: ReviewMarksOptions): ReviewMarks {
  const { t } = useTranslation('marks');
  const navigate = useNavigate();
  const evidenceId = item.id;
  const editor = useMarkEditor({
    libraryId,
    evidenceId,
    selected: markId,
    onSelect: (id) =>
      navigate({
        to: '/review/$evidenceId',
        params: { evidenceId },
        search: ({ mark: _old, ...rest }) => (id === null ? rest : { ...rest, mark: id }),
        replace: true,
      }),
    onRemoved: (mark) => toast(t('removed', { title: mark.title })),
  });

  const first = editor.mark?.in?.n ?? null;
  const follow = useEffectEvent((_mark: string | null, n: number | null) => {
    // An address with a mark and no frame comes from elsewhere and means the mark's first picture.
    if (frame === null && n !== null) position.goTo(n);
  });
  useEffect(() => follow(markId, first), [first, markId]);

  const actions = useStableActions<Pick<ReviewMarks, 'open' | 'setEnd'>>({
    open: (mark) => {
      playback.stop();
      editor.select(mark.id);
      if (mark.in) position.goTo(mark.in.n);
    },
    setEnd: (end, n) => {
      if (!editor.draft) return;
      playback.stop();
      editor.change(withEnd(editor.draft, end, n));
      position.goTo(n);
    },
  });
  return { editor, ...actions };
}
