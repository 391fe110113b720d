import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../shared/evidence.ts';
import type { Mark } from '../../../shared/mark.ts';
import { toast } from '../../app/toast.ts';
import { type MarkEditor, useMarkEditor } from '../../ui/marks/use-mark-editor.ts';

interface DocumentMarksOptions {
  readonly libraryId: string;
  readonly item: Item;
  readonly count: number;
  /** The page that the address names; null leaves it to the mark. */
  readonly asked: number | null;
  readonly markId: string | null;
}

interface DocumentMarks {
  readonly editor: MarkEditor;
  /** The page that is shown, from 1. */
  readonly page: number;
  goTo(page: number): void;
  /** Selects a mark and shows its page. */
  open(mark: Mark): void;
}

/** Marks and page of the open document, both kept in the address. */
export function useDocumentMarks({ libraryId, item, count, asked, markId }: DocumentMarksOptions): DocumentMarks {
  const { t } = useTranslation('marks');
  const navigate = useNavigate();
  const evidenceId = item.id;
  const inside = (page: number) => Math.min(Math.max(1, count), Math.max(1, page));
  const show = (change: { page?: number; mark?: string | null }) =>
    navigate({
      to: '/documents/$evidenceId',
      params: { evidenceId },
      search: ({ mark, ...rest }) => {
        const next = change.mark === undefined ? mark : (change.mark ?? undefined);
        const page = change.page === undefined ? rest : { ...rest, page: change.page };
        return next === undefined ? page : { ...page, mark: next };
      },
      replace: true,
    });
  const editor = useMarkEditor({
    libraryId,
    evidenceId,
    selected: markId,
    onSelect: (mark) => show({ mark }),
    onRemoved: (mark) => toast(t('removed', { title: mark.title })),
  });
  const page = inside(asked ?? editor.draft?.page ?? 1);
  return {
    editor,
    page,
    goTo: (next) => void show({ page: inside(next) }),
    open: (mark) => void show({ mark: mark.id, page: inside(mark.page ?? page) }),
  };
}
