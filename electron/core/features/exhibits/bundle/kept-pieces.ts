import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { plainFile } from '../../../store/file-source.ts';
import type { OutgoingFolder } from '../../../store/outgoing-folder.ts';
import { canonicalJson } from '../../custody/custody-service.ts';
import { MadePiece, type PieceKeeper } from '../exhibit/made-piece.ts';
import type { PieceRepo } from './piece-repo.ts';

/** Pieces that one run has, by their basis, and the folder they are in: a twin needs the same ones. */
export type PiecesOfRun = Map<string, { readonly dir: string; readonly made: MadePiece }>;

/** The keeper of one bundle. @param out absolute path that it will have */
export function pieceKeeper(repo: PieceRepo, out: string, stage: OutgoingFolder, ofRun: PiecesOfRun): PieceKeeper {
  let resumed = 0;

  const fromStoppedRun = async (path: string, name: string, basis: string, signal: AbortSignal) => {
    const kept = repo.find(out, `${path}/${name}`);
    if (kept?.basis !== basis) return null;
    const made = MadePiece.parse(JSON.parse(kept.made));
    const files = new Map(made.files.map((file) => [`${path}/${file.path}`, file]));
    if (!(await stage.takeOver(files, signal))) return null;
    resumed += 1;
    return made;
  };

  const fromTwin = async (path: string, basis: string, signal: AbortSignal) => {
    const there = ofRun.get(basis);
    if (there === undefined) return null;
    for (const file of there.made.files) {
      const source = plainFile(join(there.dir, path, file.path));
      const { sha256 } = await stage.copyIn(source, `${path}/${file.path}`, signal, () => undefined);
      if (sha256 !== file.sha256) throw new Error(`${file.path} of ${path} changed between two bundles of one export`);
    }
    return there.made;
  };

  return {
    async once(path, name, inputs, make, signal) {
      const basis = createHash('sha256').update(canonicalJson(inputs)).digest('hex');
      const before = await fromStoppedRun(path, name, basis, signal);
      const made = before ?? (await fromTwin(path, basis, signal)) ?? (await make());
      ofRun.set(basis, { dir: stage.partialDir, made });
      if (before === null) repo.put(out, `${path}/${name}`, { basis, made: JSON.stringify(made) });
      return made;
    },
    get resumed() {
      return resumed;
    },
  };
}
