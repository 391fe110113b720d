import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { assertNever } from '../../../shared/assert-never.ts';
import type { Random } from './fault-random.ts';
import type { FileOperation } from './file-operations.ts';
import { sha256Of } from './scenario-steps.ts';

/** How much of what was not synced a power cut spares: the chance of each entry of a folder, and of each write. */
export interface Mercy {
  readonly entries: number;
  readonly writes: number;
  /** Chance that a write which is not spared leaves some of its sectors. */
  readonly torn: number;
  readonly sector: 512 | 4096;
}

/** As after a kill: the system goes on and keeps all. */
export const KILL: Mercy = { entries: 1, writes: 1, torn: 0, sector: 512 };

type Change = { readonly until: number } & (
  | { readonly kind: 'write'; readonly position: number; readonly data: Buffer }
  | { readonly kind: 'size' | 'grow'; readonly size: number }
  | { readonly kind: 'mode'; readonly mode: number }
  | { readonly kind: 'names'; readonly set: readonly (readonly [string, Inode | null])[] }
);

interface State {
  data: Buffer;
  mode: number;
  names: Map<string, Inode>;
}

/** A file or folder: as the running system sees it, as the disk is sure to hold it, and what lies between. */
class Inode {
  readonly isFolder: boolean;
  readonly now: State;
  readonly kept: State;
  pending: Change[] = [];

  constructor(isFolder: boolean, mode: number) {
    this.isFolder = isFolder;
    this.now = { data: Buffer.alloc(0), mode, names: new Map() };
    this.kept = { data: Buffer.alloc(0), mode: 0o600, names: new Map() };
  }

  change(change: Change): void {
    applyTo(this.now, change);
    this.pending.push(change);
  }

  /** A sync promises what was complete before it began. */
  sync(at: number): void {
    for (const change of this.pending) if (change.until < at) applyTo(this.kept, change);
    this.pending = this.pending.filter((change) => change.until >= at);
  }

  /** After a sync that failed Linux takes the pages for clean: a later one succeeds and brings nothing back. */
  forget(): void {
    this.pending = [];
  }
}

function applyTo(state: State, change: Change): void {
  switch (change.kind) {
    case 'write': {
      const end = change.position + change.data.length;
      const grown = Buffer.alloc(Math.max(end, state.data.length));
      state.data.copy(grown);
      change.data.copy(grown, change.position);
      state.data = grown;
      return;
    }
    case 'grow':
    case 'size': {
      const resized = Buffer.alloc(change.kind === 'grow' ? Math.max(state.data.length, change.size) : change.size);
      state.data.copy(resized);
      state.data = resized;
      return;
    }
    case 'mode':
      state.mode = change.mode;
      return;
    case 'names':
      for (const [name, inode] of change.set) {
        if (inode === null) state.names.delete(name);
        else state.names.set(name, inode);
      }
  }
}

/**
 * A disk that promises nothing but what was synced, file by file and folder by folder: POSIX fsync(2), without the
 * order that ext4 and others keep beside it. Closing a file promises nothing.
 */
export class DiskModel {
  readonly #root: string;
  readonly #top: Inode;
  /** SHA-256 and bytes of files at the moment when they got their name, by that name; what stands there later must be one of these. */
  readonly named = new Map<string, Map<string, number>>();

  /** Begins with what stands in `base`, taken as safely written; operations name it as `root`. */
  constructor(base: string, root: string) {
    this.#root = root;
    this.#top = this.#load(base, base);
  }

  #load(base: string, path: string): Inode {
    const stat = statSync(path);
    const inode = new Inode(stat.isDirectory(), stat.mode & 0o777);
    inode.kept.mode = inode.now.mode;
    if (stat.isDirectory()) {
      for (const name of readdirSync(path)) {
        const child = this.#load(base, join(path, name));
        inode.now.names.set(name, child);
        inode.kept.names.set(name, child);
      }
    } else {
      inode.now.data = readFileSync(path);
      inode.kept.data = inode.now.data;
      this.#promise(relative(base, path), inode);
    }
    return inode;
  }

  #promise(path: string, inode: Inode): void {
    for (const [name, child] of inode.now.names) this.#promise(join(path, name), child);
    if (inode.isFolder) return;
    const known = this.named.get(path) ?? new Map<string, number>();
    this.named.set(path, known.set(sha256Of(inode.now.data), inode.now.data.length));
  }

  find(path: string): Inode | null {
    const parts = relative(this.#root, path)
      .split('/')
      .filter((part) => part !== '');
    return parts.reduce<Inode | null>((inode, part) => inode?.now.names.get(part) ?? null, this.#top);
  }

  #folderOf(path: string): Inode {
    const folder = this.find(dirname(path));
    if (folder === null) throw new Error(`${dirname(path)} is not there in the recording`);
    return folder;
  }

  #file(path: string): Inode {
    const file = this.find(path);
    if (file === null) throw new Error(`${path} is not there in the recording`);
    return file;
  }

  /** What a copy takes from its source, as it is now. Buffers of a state are replaced, never written to. */
  #bytes({ from, start, length }: FileOperation & { kind: 'copy' }): Buffer {
    const data = this.#file(from).now.data.subarray(start, start + length);
    if (data.length !== length) throw new Error(`${from} is shorter in the recording than what was copied of it`);
    return data;
  }

  #setName(path: string, inode: Inode | null, until: number): void {
    this.#folderOf(path).change({ until, kind: 'names', set: [[basename(path), inode]] });
    if (inode !== null) this.#promise(relative(this.#root, path), inode);
  }

  apply(op: FileOperation): void {
    const { until } = op;
    switch (op.kind) {
      case 'open': {
        const there = this.find(op.path);
        if (there === null && op.create) this.#setName(op.path, new Inode(false, op.mode), until);
        if (there !== null && op.truncate) there.change({ until, kind: 'size', size: 0 });
        break;
      }
      case 'write':
      case 'size':
      case 'mode':
        this.#file(op.path).change(op);
        break;
      case 'copy':
        this.#file(op.path).change({ until, kind: 'write', position: op.position, data: this.#bytes(op) });
        break;
      case 'folder':
        this.#setName(op.path, new Inode(true, 0o700), until);
        break;
      case 'link':
        this.#setName(op.path, this.#file(op.from), until);
        break;
      case 'unlink':
        this.#setName(op.path, null, until);
        break;
      case 'rename':
        this.#rename(op.from, op.path, until);
        break;
      case 'sync':
        if (op.done) this.find(op.path)?.sync(op.at);
        else this.find(op.path)?.forget();
        break;
      case 'said':
        break;
      default:
        assertNever(op);
    }
  }

  /** Within one folder a rename is one step; between two each keeps its own half. */
  #rename(from: string, to: string, until: number): void {
    const inode = this.#file(from);
    if (dirname(from) === dirname(to)) {
      const set = [[basename(from), null] as const, [basename(to), inode] as const];
      this.#folderOf(from).change({ until, kind: 'names', set });
    } else {
      this.#setName(from, null, until);
      this.#setName(to, inode, until);
    }
    this.#promise(relative(this.#root, to), inode);
  }

  /** True when nothing of a file or folder, or of what is below it, could still be lost. */
  isSafe(path: string): boolean {
    const inode = this.find(path);
    return (
      inode !== null &&
      [...inode.now.names.keys()].every((name) => this.isSafe(join(path, name))) &&
      inode.pending.length === 0
    );
  }

  /** True when the name of a file or folder, and of all folders above it, could not be lost. */
  isNamed(path: string): boolean {
    if (path === this.#root) return true;
    const folder = this.find(dirname(path));
    const inode = this.find(path);
    return inode !== null && folder?.kept.names.get(basename(path)) === inode && this.isNamed(dirname(path));
  }

  /** Writes to `dir` what is there after the power came back. */
  write(dir: string, mercy: Mercy, random: Random): void {
    writeInode(this.#top, dir, mercy, random);
  }
}

function writeInode(inode: Inode, path: string, mercy: Mercy, random: Random): void {
  const state: State = { ...inode.kept, names: new Map(inode.kept.names) };
  for (const change of inode.pending) for (const part of spared(change, mercy, random)) applyTo(state, part);
  if (!inode.isFolder) {
    writeFileSync(path, state.data, { mode: state.mode });
    return;
  }
  mkdirSync(path, { recursive: true });
  for (const [name, child] of state.names) writeInode(child, join(path, name), mercy, random);
}

function spared(change: Change, mercy: Mercy, random: Random): Change[] {
  const chance = change.kind === 'names' ? mercy.entries : mercy.writes;
  if (random.next() < chance) return [change];
  return change.kind === 'write' && random.next() < mercy.torn ? sectorsOf(change, mercy.sector, random) : [];
}

/** Some sectors of a write, and perhaps the length that it gave the file. */
function sectorsOf(change: Change & { kind: 'write' }, sector: number, random: Random): Change[] {
  const { until, position, data } = change;
  const parts: Change[] = [];
  for (let from = 0; from < data.length; ) {
    const to = Math.min(data.length, (Math.floor((position + from) / sector) + 1) * sector - position);
    if (random.next() < 0.5)
      parts.push({ until, kind: 'write', position: position + from, data: data.subarray(from, to) });
    from = to;
  }
  if (random.next() < 0.5) parts.push({ until, kind: 'grow', size: position + data.length });
  return parts;
}
