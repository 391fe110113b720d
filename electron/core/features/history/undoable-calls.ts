import type { Parsed } from '../../../../shared/api.ts';
import type { Item } from '../../../../shared/evidence.ts';
import type { FrameRef } from '../../../../shared/frames.ts';
import type { Mark } from '../../../../shared/mark.ts';
import type { Caller, Handlers } from '../../handlers.ts';
import type { EvidenceService } from '../evidence/evidence-service.ts';
import type { MarkService } from '../marks/mark-service.ts';
import type { PlaceService } from '../places/place-service.ts';
import { act, quoted, same } from './change-parts.ts';
import type { HistoryService } from './history-service.ts';
import { undoableAnnotations } from './undoable-annotations.ts';
import { type RecipeName, undoableRecipes, type WatchRecipes } from './undoable-recipes.ts';

type UndoableName =
  | 'marks.create'
  | 'marks.update'
  | 'marks.remove'
  | 'annotations.set'
  | 'evidence.set'
  | 'places.set'
  | 'exhibits.add'
  | 'exhibits.remove'
  | RecipeName;

type Undoable = Pick<Handlers, UndoableName>;

export interface UndoableDeps {
  readonly handlers: Undoable & Pick<Handlers, 'marks.restore' | 'annotations.get' | 'exhibits.list'>;
  readonly watchRecipes: WatchRecipes;
  readonly history: HistoryService;
  readonly marks: Pick<MarkService, 'get' | 'whereIs'>;
  readonly evidence: Pick<EvidenceService, 'get'>;
  readonly places: Pick<PlaceService, 'find'>;
}

/** The same handlers, each noting how to take back what it did. */
export function undoable(deps: UndoableDeps): Undoable {
  return {
    ...undoableMarks(deps),
    ...undoableAnnotations(deps),
    ...undoableFacts(deps),
    ...undoableExhibits(deps),
    ...undoableRecipes(deps),
  };
}

function undoableMarks({
  handlers,
  history,
  marks,
}: UndoableDeps): Pick<Undoable, 'marks.create' | 'marks.update' | 'marks.remove'> {
  return {
    'marks.create': async (input, caller) => {
      const mark = await handlers['marks.create'](input, caller);
      const { id } = mark;
      history.did({
        words: `add mark ${quoted(mark.title)}`,
        undo: act((by) => handlers['marks.remove']({ id }, by)),
        redo: act((by) => handlers['marks.restore']({ id }, by)),
      });
      return mark;
    },
    'marks.update': async (input, caller) => {
      const before = marks.get(input.id);
      const after = await handlers['marks.update'](input, caller);
      if (!same(before, after)) {
        history.did({
          words: `change mark ${quoted(after.title)}`,
          undo: act(async (by) => handlers['marks.update'](await wholeMark(before, marks), by)),
          redo: act(async (by) => handlers['marks.update'](await wholeMark(after, marks), by)),
        });
      }
      return after;
    },
    'marks.remove': async ({ id }, caller) => {
      const { title } = marks.get(id);
      const removed = await handlers['marks.remove']({ id }, caller);
      history.did({
        words: `remove mark ${quoted(title)}`,
        undo: act((by) => handlers['marks.restore']({ id }, by)),
        redo: act((by) => handlers['marks.remove']({ id }, by)),
      });
      return removed;
    },
  };
}

function undoableFacts({
  handlers,
  history,
  evidence,
  places,
}: UndoableDeps): Pick<Undoable, 'evidence.set' | 'places.set'> {
  const setAll = (items: readonly Item[]) =>
    act(async (by) => {
      for (const item of items) await handlers['evidence.set']({ ids: [item.id], details: detailsOf(item) }, by);
    });
  return {
    'evidence.set': async (input, caller) => {
      const before = input.ids.map((id) => evidence.get(id));
      const after = await handlers['evidence.set'](input, caller);
      if (!same(before.map(detailsOf), after.map(detailsOf))) {
        const [first] = after;
        const what = after.length === 1 ? quoted(first?.originalName ?? '') : `${after.length} items`;
        history.did({ words: `change details of ${what}`, undo: setAll(before), redo: setAll(after) });
      }
      return after;
    },
    'places.set': async (input, caller) => {
      const before = places.find(input.code);
      const after = await handlers['places.set'](input, caller);
      if (!same(before, after)) {
        history.did({
          words: `${before === undefined ? 'add' : 'change'} place ${quoted(after.code)}`,
          // A place that is used somewhere cannot go again; without name and address it is what it was before.
          undo: act((by) => handlers['places.set'](wholePlace(before ?? { code: after.code }), by)),
          redo: act((by) => handlers['places.set'](wholePlace(after), by)),
        });
      }
      return after;
    },
  };
}

function undoableExhibits({ handlers, history }: UndoableDeps): Pick<Undoable, 'exhibits.add' | 'exhibits.remove'> {
  const order = async (caller: Caller) => (await handlers['exhibits.list']({}, caller)).map(({ mark }) => mark.id);
  const arrange = (markIds: string[], by: Caller) => handlers['exhibits.arrange']({ markIds }, by);
  return {
    'exhibits.add': async (input, caller) => {
      const before = new Set(await order(caller));
      const after = await handlers['exhibits.add'](input, caller);
      const markIds = after.map(({ mark }) => mark.id).filter((id) => !before.has(id));
      if (markIds.length > 0) {
        history.did({
          words: `add ${exhibits(markIds.length)}`,
          undo: act((by) => handlers['exhibits.remove']({ markIds }, by)),
          redo: act((by) => handlers['exhibits.add']({ markIds }, by)),
        });
      }
      return after;
    },
    'exhibits.remove': async (input, caller) => {
      const before = await order(caller);
      const after = await handlers['exhibits.remove'](input, caller);
      const left = new Set(after.map(({ mark }) => mark.id));
      const markIds = before.filter((id) => !left.has(id));
      if (markIds.length > 0) {
        history.did({
          words: `remove ${exhibits(markIds.length)}`,
          undo: act(async (by) => {
            await handlers['exhibits.add']({ markIds }, by);
            await arrange(before, by);
          }),
          redo: act((by) => handlers['exhibits.remove']({ markIds }, by)),
        });
      }
      return after;
    },
  };
}

const exhibits = (count: number): string => (count === 1 ? '1 exhibit' : `${count} exhibits`);

/**
 * A mark's whole state as input of `marks.update`. Its ends are meant as pictures: should the list of frames have been
 * renewed since, they have other numbers now.
 */
async function wholeMark(mark: Mark, marks: UndoableDeps['marks']): Promise<Parsed<'marks.update'>> {
  const { id, title, note, place } = mark;
  const text = { id, title, note, place, violations: [...mark.violations] };
  if (mark.in !== null && mark.out !== null) {
    const [start, end] = [mark.in, mark.out];
    const where = (ref: FrameRef) => marks.whereIs(mark.evidenceId, ref);
    return { ...text, in: await where(start), out: await where(end) };
  }
  return { ...text, page: mark.page ?? 1, region: mark.region };
}

function wholePlace(place: {
  code: string;
  name?: string | null;
  address?: string | null;
  region?: string | null;
}): Parsed<'places.set'> {
  return { code: place.code, name: place.name ?? '', address: place.address ?? '', region: place.region ?? null };
}

function detailsOf(item: Item): Parsed<'evidence.set'>['details'] {
  const { source, custodian, place, recorded, clock, received, note, timing } = item;
  return { source, custodian, place, recorded, clock, received, note, timing };
}
