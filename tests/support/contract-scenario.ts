import { join } from 'node:path';
import type { CallName, Output, Reply } from '../../shared/api.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { aBlur, aBox, annotationsOf } from './made-annotations.ts';
import type { Transport } from './transports.ts';

/** One call of the scenario. `input` sees the values of earlier steps by their call's name (the last of each). */
export interface ScenarioStep {
  readonly call: CallName;
  readonly what?: string;
  readonly input: (past: Past, root: string) => unknown;
  readonly fails?: ErrorCode;
  /** Two runs may find the work at different points, so only that there is an answer counts. */
  readonly moving?: true;
}

export interface ContractRun {
  readonly root: string;
  readonly replies: readonly Reply[];
}

class Past {
  readonly values = new Map<CallName, unknown[]>();

  add(call: CallName, reply: Reply): void {
    if (reply.ok) this.values.set(call, [...(this.values.get(call) ?? []), reply.value]);
  }

  /** What a call answered: the last time, or the n-th. */
  of<N extends CallName>(call: N, n = -1): Output<N> {
    const value = this.values.get(call)?.at(n);
    if (value === undefined) throw new Error(`the scenario has no answer of ${call} yet`);
    return value as Output<N>;
  }
}

const film = (past: Past) => past.of('evidence.list').find((item) => item.kind === 'video')?.id;
const page = (past: Past) => past.of('evidence.list').find((item) => item.kind === 'image')?.id;
const mark = (past: Past) => past.of('marks.create', 0).id;
const none = () => ({});
const ANNOTATIONS = annotationsOf([aBox('a', [[3, 0]]), aBlur('b', 2, 5)]);
const begun = (call: 'evidence.import') => (past: Past) => ({ ids: past.of(call).jobs.map((job) => job.id) });
const PROVENANCE = { source: 'An archive', place: 'P-1' };
const step = (
  call: CallName,
  input: ScenarioStep['input'] = none,
  more: Pick<ScenarioStep, 'what' | 'fails' | 'moving'> = {},
): ScenarioStep => ({ call, input, ...more });

const OPEN = (_past: Past, root: string) => ({ dir: join(root, 'case') });

const SEALED = (_past: Past, root: string) => ({ dir: join(root, 'sealed'), passphrase: 'several words by chance' });

/** A small case from beginning to end, in which every call of the contract takes part. */
export const SCENARIO: readonly ScenarioStep[] = [
  step('app.state'),
  step('app.settings', () => ({ theme: 'dark' })),
  step('app.folders', (_past, root) => ({ dir: root })),
  step('library.info', none, { what: 'library.info without a library', fails: 'no_library_open' }),
  step('library.create', (past, root) => ({ ...OPEN(past, root), title: 'Case', operator: 'First Observer' })),
  step('library.create', (past, root) => ({ ...OPEN(past, root), title: 'Case', operator: 'First Observer' }), {
    what: 'library.create where one is',
    fails: 'library_exists',
  }),
  step('library.info'),
  step('library.operator', () => ({ name: 'Second Observer' })),
  step('backups.state'),
  step('backups.make'),
  step('places.set', () => ({ code: 'P-1', name: 'School', address: '1 Example Street', region: 'North' })),
  step('places.list'),
  step('codebook.get'),

  // One after the other: two imports at once may end in either order.
  step('evidence.import', (_past, root) => ({ sources: [{ path: join(root, 'film.mp4') }], details: PROVENANCE })),
  step('jobs.wait', begun('evidence.import'), { what: 'the import of the film' }),
  step('evidence.import', (_past, root) => ({ sources: [{ path: join(root, 'page.png') }], details: PROVENANCE })),
  step('jobs.wait', begun('evidence.import'), { what: 'the import of the page' }),
  step('evidence.import', (_past, root) => ({ sources: [{ path: join(root, 'not there') }] })),
  step('jobs.wait', begun('evidence.import'), { what: 'the import of nothing' }),
  step('evidence.list'),
  step('evidence.show', (past) => ({ id: film(past) })),
  step('evidence.show', () => ({ id: 'ev-none' }), { what: 'evidence.show of nothing', fails: 'not_found' }),
  step('evidence.set', (past) => ({
    ids: [film(past), page(past)],
    details: { custodian: 'The archive', recorded: '2026-11-19T20:15:00+05:00', clock: 'container date' },
  })),
  step('evidence.frames', (past) => ({ id: film(past) })),
  step('evidence.still', (past) => ({ id: film(past), frame: 3 })),
  step('evidence.still', (past) => ({ id: film(past), frame: 9999 }), {
    what: 'evidence.still beyond the end',
    fails: 'frame_out_of_range',
  }),
  step('evidence.pages', (past) => ({ id: page(past) })),
  step('evidence.continuity', (past) => ({ id: film(past) })),
  step('evidence.prepare', (past) => ({ id: page(past) })),

  step('marks.create', (past) => ({ evidenceId: film(past), in: 2, out: 6, title: 'Box opened', violations: ['A1'] })),
  step('marks.create', (past) => ({ evidenceId: page(past), page: 1, title: 'Figure changed' }), {
    what: 'a page mark',
  }),
  step('marks.create', (past) => ({ evidenceId: film(past), in: 0, out: 1, title: 'x', violations: ['Z99'] }), {
    what: 'marks.create with a code that is not in the codebook',
    fails: 'unknown_violation',
  }),
  step('marks.update', (past) => ({ id: mark(past), note: 'Seen twice', in: 2, out: 7 })),
  step('history.state'),
  step('history.undo'),
  step('history.redo'),
  step('marks.list', (past) => ({ evidenceId: film(past) })),
  step('marks.reverify', (past) => ({ id: mark(past) })),
  step('marks.verify', (past) => ({ evidenceId: film(past) })),
  step('jobs.wait', (past) => ({ ids: [past.of('marks.verify').id] }), { what: 'the comparison of marks' }),
  step('annotations.packs'),
  step('annotations.set', (past) => ({ markId: mark(past), annotations: ANNOTATIONS })),
  step('annotations.set', (past) => ({ markId: mark(past), annotations: annotationsOf([aBox('a', [[9, 0]])]) }), {
    what: 'annotations.set outside the mark',
    fails: 'invalid_input',
  }),
  step('history.undo', none, { what: 'the undo of annotations' }),
  step('history.redo', none, { what: 'the redo of annotations' }),
  step('annotations.get', (past) => ({ markId: mark(past) })),
  step('marks.remove', (past) => ({ id: mark(past) })),
  step('marks.restore', (past) => ({ id: mark(past) })),
  step('search.query', () => ({ query: 'opened' })),

  step('exhibits.add', (past) => ({
    markIds: past.values.get('marks.create')?.map((made) => (made as { id: string }).id),
  })),
  step('exhibits.list'),
  step('exhibits.arrange', (past) => ({
    markIds: past
      .of('exhibits.list')
      .map((one) => one.mark.id)
      .reverse(),
  })),
  step('exhibits.setBundle', () => ({ numbering: { prefix: 'А-' }, groups: [{ id: 'g', title: 'Station' }] })),
  step('exhibits.present', (past) => ({ markIds: [mark(past)], change: { caption: { ru: 'Урна' }, before: 1 } })),
  step('exhibits.fixNumbers'),
  step('exhibits.apply', (past) => ({ version: 1, exhibits: [{ markId: mark(past), group: 'g' }] })),
  step('exhibits.bundle'),
  step('exhibits.sheet', (past) => ({ markId: mark(past) })),
  step('exhibits.pictures', (past) => ({ markId: mark(past), slate: true })),
  step('exhibits.export', (_past, root) => ({ out: join(root, 'bundle') })),
  step('jobs.wait', (past) => ({ ids: [past.of('exhibits.export').id] }), { what: 'the export' }),
  step('custody.verifyBundle', (_past, root) => ({ dir: join(root, 'bundle') })),
  step('jobs.wait', (past) => ({ ids: [past.of('custody.verifyBundle').id] }), { what: 'the check of the bundle' }),
  step('exhibits.remove', (past) => ({ markIds: [mark(past)] })),
  step('custody.verify'),
  step('jobs.wait', (past) => ({ ids: [past.of('custody.verify').id] }), { what: 'the check of the library' }),
  step('custody.ledger'),
  step('custody.head'),
  step('custody.compareHead', (past) => ({ head: { ...past.of('custody.head') } })),
  step('custody.compareHead', () => ({ head: { count: 1, either: 'f'.repeat(64) } }), {
    what: 'a head of another ledger',
  }),
  step('custody.exportHead', (_past, root) => ({ out: join(root, 'head') })),
  step('custody.requestTimestamp', (_past, root) => ({ out: join(root, 'head.tsq') })),
  step('custody.importTimestamp', () => ({ response: 'AAAA' }), { fails: 'verification_failed' }),
  step('custody.timestamps'),
  step('custody.checks'),
  step('custody.key'),

  step('jobs.list', none, { what: 'jobs.list while something may still be prepared', moving: true }),
  step('jobs.wait', (past) => ({ ids: past.of('jobs.list').map((job) => job.id) }), { what: 'everything begun' }),
  step('jobs.list'),
  step('jobs.cancel', (past) => ({ id: past.of('custody.verify').id })),
  step('jobs.pause', () => ({ id: 'job-none' }), { fails: 'not_found' }),
  step('jobs.resume', () => ({ id: 'job-none' }), { fails: 'not_found' }),
  step('jobs.clear'),
  step('library.close'),
  step('library.open', OPEN),
  step('library.close', none, { what: 'library.close again' }),
  step('library.forget', OPEN),
  step('library.open', OPEN, { what: 'library.open of a forgotten one' }),
  step('library.recovery', OPEN),
  step('library.restore', (past, root) => ({
    ...OPEN(past, root),
    backup: past.of('library.recovery').backups.at(-1)?.name,
  })),
  step('library.restore', (past, root) => ({ ...OPEN(past, root), backup: 'none' }), {
    what: 'library.restore of a backup that is not there',
    fails: 'not_found',
  }),
  step('library.rebuild', OPEN),
  step('library.lock', none, { what: 'library.lock of a plain one, which stays open' }),
  step('library.create', (past, root) => ({ ...SEALED(past, root), title: 'Sealed', operator: 'First Observer' }), {
    what: 'library.create of a sealed one',
  }),
  step('library.lock'),
  step('library.info', none, { what: 'library.info of a locked library', fails: 'no_library_open' }),
  step('library.passphrase', (past, root) => {
    const { dir, passphrase: current } = SEALED(past, root);
    return { dir, current, next: 'another one by chance' };
  }),
  step('library.open', SEALED, { what: 'library.open with the old passphrase', fails: 'passphrase_wrong' }),
  step('library.open', OPEN, { what: 'library.open of the plain one once more' }),
  // Making the sample takes long and is tested by itself; here it is enough that both transports carry its answer.
  step('library.sample', () => ({ dir: '' }), { fails: 'invalid_input' }),
];

/** Plays the whole scenario over one transport. */
export async function runScenario(transport: Transport, root: string): Promise<ContractRun> {
  const past = new Past();
  const replies: Reply[] = [];
  for (const { call, input } of SCENARIO) {
    const reply = await transport.call(call, input(past, root));
    past.add(call, reply);
    replies.push(reply);
  }
  return { root, replies };
}
