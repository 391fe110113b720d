import type { Caller, Handlers } from '../../handlers.ts';
import { act } from './change-parts.ts';
import type { HistoryService } from './history-service.ts';

export type RecipeName =
  | 'exhibits.arrange'
  | 'exhibits.setBundle'
  | 'exhibits.present'
  | 'exhibits.fixNumbers'
  | 'exhibits.apply';

/** How to take a change back and do it again. */
interface Way {
  undo(caller: Caller): void;
  redo(caller: Caller): void;
}

/** Remembers how these marks are presented; what is answered says, after a change, the way back, or null if none was made. */
export type WatchRecipes = (markIds: readonly string[]) => () => Way | null;

export interface UndoableRecipeDeps {
  readonly handlers: Pick<Handlers, RecipeName>;
  readonly history: HistoryService;
  readonly watchRecipes: WatchRecipes;
}

const exhibits = (count: number): string => (count === 1 ? '1 exhibit' : `${count} exhibits`);

/** Calls that change how exhibits are presented, noting what was so before. */
export function undoableRecipes({ handlers, history, watchRecipes }: UndoableRecipeDeps): Pick<Handlers, RecipeName> {
  /** The same way back for all of them; what changed nothing is not noted. */
  const noting = async <R>(words: string, markIds: readonly string[], call: () => R | Promise<R>): Promise<R> => {
    const changed = watchRecipes(markIds);
    const result = await call();
    const way = changed();
    if (way !== null) history.did({ words, undo: act((by) => way.undo(by)), redo: act((by) => way.redo(by)) });
    return result;
  };
  return {
    'exhibits.arrange': (input, caller) => {
      const moved = input.moved === undefined ? [] : [input.moved.markId];
      return noting('change the order of exhibits', moved, () => handlers['exhibits.arrange'](input, caller));
    },
    'exhibits.setBundle': (input, caller) =>
      noting(input.numbering === undefined ? 'change the groups of exhibits' : 'change the numbering', [], () =>
        handlers['exhibits.setBundle'](input, caller),
      ),
    'exhibits.present': (input, caller) =>
      noting(`change what ${exhibits(input.markIds.length)} say`, input.markIds, () =>
        handlers['exhibits.present'](input, caller),
      ),
    'exhibits.fixNumbers': (input, caller) =>
      noting('fix the numbers', [], () => handlers['exhibits.fixNumbers'](input, caller)),
    'exhibits.apply': (input, caller) =>
      noting('apply a recipe', input.exhibits?.map(({ markId }) => markId) ?? [], () =>
        handlers['exhibits.apply'](input, caller),
      ),
  };
}
