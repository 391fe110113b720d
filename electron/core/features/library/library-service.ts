import type { VerifyReport } from '../../../../shared/custody.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { LibraryInfo } from '../../../../shared/library.ts';
import { type Db, inTransaction } from '../../db/open-database.ts';
import type { Handlers } from '../../handlers.ts';
import { folderRisk } from '../../store/folder-risk.ts';
import type { CustodyService } from '../custody/custody-service.ts';
import type { EvidenceService } from '../evidence/evidence-service.ts';
import type { LibraryRepo, LibraryRow } from './library-repo.ts';

export interface LibraryService {
  info(): LibraryInfo;
  /** Who works in this library from now on. */
  setOperator(name: string, by: string): LibraryInfo;
  /** Notes what a check of the whole library gave. */
  recordVerified(report: VerifyReport, operator: string): void;
}

export interface LibraryDeps {
  readonly db: Db;
  readonly repo: LibraryRepo;
  readonly libraryDir: string;
  readonly schemaVersion: number;
  readonly sealed: boolean;
  readonly custody: CustodyService;
  readonly evidence: EvidenceService;
  readonly clock: () => Date;
}

export function createLibraryService(deps: LibraryDeps): LibraryService {
  const { db, repo, libraryDir, schemaVersion, sealed, custody, evidence, clock } = deps;
  const row = () => libraryRow(repo);
  const risk = folderRisk(libraryDir);
  const info = (): LibraryInfo => {
    const { id, title, operator, created_at: createdAt, verified_at: at, verified_ok: ok } = row();
    const lastVerified = at === null ? null : { at, ok: ok === 1 };
    const known = { id, title, path: libraryDir, schemaVersion, sealed, operator, createdAt, lastVerified };
    return { ...known, ...evidence.totals(), folderRisk: risk };
  };
  return {
    info,
    setOperator: (name, by) =>
      inTransaction(db, () => {
        if (name !== row().operator) {
          repo.setOperator(name);
          custody.record({ operator: by, action: 'library.operator', subject: row().id, details: { operator: name } });
        }
        return info();
      }),
    recordVerified: (report, operator) =>
      inTransaction(db, () => {
        const { ok, checked, problems } = report;
        const at = clock().toISOString();
        repo.setVerified(at, ok);
        const details = { at, ok, checked, problems: problems.slice(0, 100), problemCount: problems.length };
        custody.record({ operator, action: 'library.verified', subject: row().id, details });
      }),
  };
}

/** @throws AppError library_damaged when the library's own row is gone */
export function libraryRow(repo: LibraryRepo): LibraryRow {
  const found = repo.get();
  if (found !== undefined) return found;
  throw new AppError(
    'library_damaged',
    "The library's database is damaged: it does not say which library it is. Restore library.sqlite from a backup.",
  );
}

export function libraryHandlers(library: LibraryService): Pick<Handlers, 'library.info' | 'library.operator'> {
  return {
    'library.info': () => library.info(),
    'library.operator': ({ name }, { operator }) => library.setOperator(name, operator),
  };
}
