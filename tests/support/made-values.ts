import type { BundleDocument, ExhibitDocument } from '../../electron/core/features/exhibits/schema/bundle-schema.ts';
import type { LedgerEntry } from '../../shared/custody.ts';
import type { Item } from '../../shared/evidence.ts';
import type { Exhibit, GateField, Profile } from '../../shared/exhibit.ts';
import type { FrameRef } from '../../shared/frames.ts';
import type { Job } from '../../shared/job.ts';
import type { Mark } from '../../shared/mark.ts';

/** Complete values of the contract for tests of pure logic; only what a test is about has to be named. */
export function anItem(some: Partial<Item> = {}): Item {
  return {
    id: 'ev-1',
    kind: 'video',
    sha256: 'a'.repeat(64),
    bytes: 1000,
    originalName: 'camera.mp4',
    mime: 'video/mp4',
    review: 'direct',
    frames: 300,
    frameSource: 'decoder',
    timeBase: [1, 90_000],
    variableFrameRate: false,
    rotation: 0,
    width: 640,
    height: 360,
    durationSeconds: 12,
    pages: null,
    warnings: [],
    pending: false,
    source: null,
    custodian: null,
    place: null,
    recorded: null,
    clock: null,
    received: null,
    note: null,
    timing: null,
    importedAt: '2026-03-09T09:00:00.000Z',
    importedBy: 'first reviewer',
    marks: 0,
    ...some,
  };
}

const ref = (n: number): FrameRef => ({ n, pts: n * 3600, md5: '0'.repeat(32) });

/** `in` and `out` are frame numbers here; their PTS follow at 25 pictures a second in 1/90000. */
export function aMark(some: Partial<Omit<Mark, 'in' | 'out'>> & { in?: number; out?: number } = {}): Mark {
  const { in: first, out: last, ...rest } = some;
  return {
    id: 'mk-1',
    evidenceId: 'ev-1',
    in: first === undefined ? null : ref(first),
    out: last === undefined ? null : ref(last),
    page: null,
    region: null,
    title: 'A mark',
    note: null,
    violations: [],
    place: null,
    createdBy: 'first reviewer',
    createdAt: '2026-03-09T09:30:00.000Z',
    check: { state: 'unverified' },
    annotations: 0,
    ...rest,
  };
}

export function anExhibit(
  number: string,
  some: { item?: Partial<Item>; mark?: Parameters<typeof aMark>[0]; missing?: GateField[] } = {},
): Exhibit {
  const evidence = anItem(some.item);
  const mark = aMark({ id: `mk-${number}`, evidenceId: evidence.id, ...some.mark });
  return { number, mark, evidence, missing: some.missing ?? [] };
}

export function aJob(some: Partial<Job> = {}): Job {
  return {
    id: 'job-1',
    kind: 'export',
    batch: 'batch-1',
    title: 'a job',
    state: 'done',
    progress: null,
    result: null,
    error: null,
    createdAt: '2026-03-09T10:00:00.000Z',
    endedAt: null,
    ...some,
  };
}

export function anEntry(some: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    seq: 1,
    at: '2026-03-09T10:00:00.000Z',
    operator: 'first reviewer',
    action: 'library.created',
    subject: null,
    details: {},
    prev: '0'.repeat(64),
    hash: 'f'.repeat(64),
    ...some,
  };
}

export function aBundleDocument(
  exhibits: readonly ExhibitDocument[],
  profile: Profile = 'court',
  libraryTitle = 'A case',
): BundleDocument {
  return {
    format: 'aigaq-bundle',
    version: 1,
    madeAt: '2026-03-09T09:00:00.000Z',
    profile,
    lang: 'en',
    software: {},
    library: { title: profile === 'court' ? libraryTitle : null },
    codebook: { id: 'kz', version: '1' },
    signature: { namespace: 'file', identity: 'library', fingerprint: 'SHA256:x', publicKey: 'ssh-ed25519 AAAA' },
    custodyHead: { count: 3, hash: 'b'.repeat(64) },
    exhibits: [...exhibits],
    originals: [],
  };
}
