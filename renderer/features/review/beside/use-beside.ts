import { useNavigate } from '@tanstack/react-router';
import { useTarget } from '../../../app/navigation.ts';
import { besideText, MOST_BESIDE } from '../../../app/search-params.ts';
import { useStableActions } from '../../../ui/viewer/use-stable-actions.ts';

/** Which recordings are shown beside the open one. The address holds them, so that a reload shows the same. */
export interface Beside {
  readonly ids: readonly string[];
  readonly full: boolean;
  toggle(id: string): void;
  /** Opens a companion at a frame and shows what was open beside it. */
  swap(id: string, frame: number): void;
}

export function useBeside(evidenceId: string): Beside {
  const navigate = useNavigate();
  const all = useTarget().beside;
  const ids = all.filter((id) => id !== evidenceId);
  const show = (next: readonly string[]) =>
    void navigate({
      to: '/review/$evidenceId',
      params: { evidenceId },
      search: ({ beside: _old, ...rest }) => withBeside(rest, next),
      replace: true,
    });
  const actions = useStableActions<Pick<Beside, 'toggle' | 'swap'>>({
    toggle: (id) => show(ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id]),
    swap: (id, frame) =>
      void navigate({
        to: '/review/$evidenceId',
        params: { evidenceId: id },
        search: withBeside(
          { frame },
          ids.map((each) => (each === id ? evidenceId : each)),
        ),
      }),
  });
  return { ids, full: ids.length >= MOST_BESIDE, ...actions };
}

function withBeside<T extends object>(search: T, ids: readonly string[]): T & { beside?: string } {
  const beside = besideText(ids);
  return beside === undefined ? search : { ...search, beside };
}
