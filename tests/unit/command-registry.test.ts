import { afterEach, describe, expect, it } from 'vitest';
import { commandsAt, leaveScreen, register, unregister } from '../../renderer/app/commands/command-registry.ts';

const owners: object[] = [];
afterEach(() => {
  for (const owner of owners.splice(0)) unregister(owner);
});

function offer(...ids: string[]): object {
  const owner = {};
  owners.push(owner);
  register(
    owner,
    ids.map((id) => ({ id, title: id, run: () => undefined })),
  );
  return owner;
}

const idsAt = (path: string) => commandsAt(path).map(({ id }) => id);

describe('commands of a screen that is left', () => {
  it('do not count while it is shown still, those of the frame do', () => {
    offer('app.undo');
    offer('review.mark');
    expect(idsAt('/review/a')).toEqual(['app.undo', 'review.mark']);
    leaveScreen('/review/a');
    offer('exhibits.add');
    expect(idsAt('/exhibits')).toEqual(['app.undo', 'exhibits.add']);
  });

  it('count again when somebody comes back before it was gone', () => {
    offer('review.mark');
    leaveScreen('/review/a');
    leaveScreen('/exhibits');
    expect(idsAt('/review/a')).toEqual(['review.mark']);
  });

  it('stay out when the screen is drawn once more on the way', () => {
    const owner = offer('review.mark');
    leaveScreen('/review/a');
    register(owner, [{ id: 'review.mark', title: 'Mark', run: () => undefined }]);
    expect(idsAt('/exhibits')).toEqual([]);
  });
});
