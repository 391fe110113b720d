import { describe, expect, it } from 'vitest';
import {
  differsFromMark,
  draftOfMark,
  emptyDraft,
  NEW,
  readDrafts,
  withEnd,
  writeDrafts,
} from '../../renderer/ui/marks/mark-draft.ts';
import type { Mark } from '../../shared/mark.ts';

function storage() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

const mark: Mark = {
  id: 'mk-1',
  evidenceId: 'ev-1',
  in: { n: 10, pts: 100, md5: 'a' },
  out: { n: 20, pts: 200, md5: 'b' },
  page: null,
  region: null,
  title: 'Pack put into the box',
  note: null,
  violations: ['B1'],
  place: null,
  createdBy: 'reviewer',
  createdAt: '2026-03-12T10:00:00.000Z',
  check: { state: 'unverified' },
  annotations: 0,
};

describe('drafts', () => {
  it('come back after a reload, each to its own library and item', () => {
    const store = storage();
    const drafts = { [NEW]: { ...emptyDraft, title: 'half wri', in: 3, out: 9 } };
    writeDrafts(store, 'lib-1', 'ev-1', drafts);
    expect(readDrafts(store, 'lib-1', 'ev-1')).toEqual(drafts);
    expect(readDrafts(store, 'lib-2', 'ev-1')).toEqual({});
    expect(readDrafts(store, 'lib-1', 'ev-2')).toEqual({});
  });

  it('leave nothing behind when the last one is gone', () => {
    const store = storage();
    writeDrafts(store, 'lib-1', 'ev-1', { [NEW]: emptyDraft });
    writeDrafts(store, 'lib-1', 'ev-1', {});
    expect(store.kept.size).toBe(0);
  });

  it('are not half restored from something unreadable', () => {
    const store = storage();
    writeDrafts(store, 'lib-1', 'ev-1', { [NEW]: emptyDraft });
    for (const bad of ['{', '[]', '{"new":{"title":3}}', 'null']) {
      store.kept.set([...store.kept.keys()][0] ?? '', bad);
      expect(readDrafts(store, 'lib-1', 'ev-1'), bad).toEqual({});
    }
  });

  it('know whether saving would change anything', () => {
    const draft = draftOfMark(mark);
    expect(differsFromMark(draft, mark)).toBe(false);
    expect(differsFromMark({ ...draft, note: 'x' }, mark)).toBe(true);
    expect(differsFromMark({ ...draft, out: 21 }, mark)).toBe(true);
  });

  it('keep in before out', () => {
    const draft = { ...emptyDraft, in: 10, out: 20 };
    expect(withEnd(draft, 'in', 25)).toMatchObject({ in: 25, out: 25 });
    expect(withEnd(draft, 'out', 5)).toMatchObject({ in: 5, out: 5 });
    expect(withEnd(emptyDraft, 'in', 7)).toMatchObject({ in: 7, out: 7 });
    expect(withEnd({ ...emptyDraft, in: 7, out: 7 }, 'out', 9)).toMatchObject({ in: 7, out: 9 });
  });
});
