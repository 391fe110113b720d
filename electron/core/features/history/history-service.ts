import type { HistoryState } from '../../../../shared/api.ts';
import type { Caller, Handlers } from '../../handlers.ts';

/** Older changes can no longer be undone one by one; they stay in the ledger. */
const MOST_CHANGES = 200;

/** One thing a person did, and how to take it back and do it again, both by calls of the contract. */
export interface Change {
  /** In words, as after "Undo:": `add mark “Ballots”`. */
  readonly words: string;
  undo(caller: Caller): Promise<void>;
  redo(caller: Caller): Promise<void>;
}

/** What can be undone in this session. Every undo is an act of its own and stands in the ledger. */
export interface HistoryService {
  state(): HistoryState;
  /** Notes something new that was done; what was undone before can then no longer be redone. */
  did(change: Change): void;
  undo(caller: Caller): Promise<HistoryState>;
  redo(caller: Caller): Promise<HistoryState>;
}

export function createHistory(): HistoryService {
  const done: Change[] = [];
  const undone: Change[] = [];
  let busy: Promise<unknown> = Promise.resolve();

  const state = (): HistoryState => {
    const [undo, redo] = [done.at(-1), undone.at(-1)];
    return { undo: undo ? `Undo: ${undo.words}` : null, redo: redo ? `Redo: ${redo.words}` : null };
  };

  /** One after the other: two quick key presses must not overlap. A change that fails is given up, not tried again. */
  const move = (from: Change[], to: Change[], act: (change: Change) => Promise<void>): Promise<HistoryState> => {
    const moving = busy.then(async () => {
      const change = from.pop();
      if (change !== undefined) {
        await act(change);
        to.push(change);
      }
      return state();
    });
    // The caller gets the failure; the next one only waits for the end.
    busy = moving.catch(() => undefined);
    return moving;
  };

  return {
    state,
    did(change) {
      done.push(change);
      if (done.length > MOST_CHANGES) done.shift();
      undone.length = 0;
    },
    undo: (caller) => move(done, undone, (change) => change.undo(caller)),
    redo: (caller) => move(undone, done, (change) => change.redo(caller)),
  };
}

export function historyHandlers(
  history: HistoryService,
): Pick<Handlers, 'history.state' | 'history.undo' | 'history.redo'> {
  return {
    'history.state': () => history.state(),
    'history.undo': (_, caller) => history.undo(caller),
    'history.redo': (_, caller) => history.redo(caller),
  };
}
