import { assertNever } from '../../../../shared/assert-never.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { SearchHit, SearchResult } from '../../../../shared/search.ts';
import type { Handlers } from '../../handlers.ts';
import type { CodebookService } from '../codebook/codebook-service.ts';
import type { Filters, SearchRepo } from './search-repo.ts';
import { matchExpression, searchable } from './search-text.ts';

/** Full-text search. Services call the first three inside the transaction that changes what can be found. */
export interface SearchService {
  mark(id: string): void;
  evidence(id: string): void;
  /** The place itself and everything that names it. */
  place(code: string): void;
  query(asked: SearchQuery): SearchResult;
}

export interface SearchQuery {
  readonly query: string;
  readonly violation?: string | undefined;
  readonly place?: string | undefined;
  readonly limit: number;
}

export function createSearch(repo: SearchRepo, codebook: CodebookService): SearchService {
  const labels = (code: string) => {
    const label = codebook.find(code)?.label;
    return [code, label?.en, label?.ru, label?.kk];
  };

  const mark = (id: string): void => {
    const row = repo.mark(id);
    if (row === undefined) return;
    if (row.removed_at !== null) {
      repo.drop('mark', row.seq);
      return;
    }
    const place = [row.place, row.place_name, row.place_address];
    const body = [row.note, row.annotation_texts, ...repo.codes(id).flatMap(labels), ...place];
    repo.put('mark', row.seq, id, searchable([row.title]), searchable(body));
  };

  const evidence = (id: string): void => {
    const row = repo.evidence(id);
    if (row === undefined) return;
    const body = [row.note, row.source, row.custodian, row.place, row.place_name, row.place_address];
    repo.put('evidence', row.seq, id, searchable([row.original_name]), searchable(body));
  };

  return {
    mark,
    evidence,
    place(code) {
      const row = repo.place(code);
      if (row === undefined) return;
      repo.put('place', row.seq, code, searchable([row.name ?? code]), searchable([code, row.address, row.region]));
      for (const id of repo.marksAt(code)) mark(id);
      for (const id of repo.evidenceAt(code)) evidence(id);
    },

    query({ query, violation, place, limit }) {
      if (violation !== undefined) codebook.assertKnown([violation]);
      if (place !== undefined && repo.place(place) === undefined) throw unknownPlace(place);
      const filters: Filters = { violation: violation ?? null, place: place ?? null };
      const match = matchExpression(query);
      const withEvidence = (hit: Omit<SearchHit, 'evidenceId'>): SearchHit => ({
        ...hit,
        evidenceId: evidenceOf(hit, repo),
      });
      if (match !== null) {
        return { hits: repo.best(match, filters, limit).map(withEvidence), total: repo.count(match, filters) };
      }
      // No word to look for: a filter alone lists all it keeps, and nothing at all finds nothing.
      if (query.trim() !== '' || (violation === undefined && place === undefined)) return { hits: [], total: 0 };
      return { hits: repo.first(filters, limit).map(withEvidence), total: repo.countAll(filters) };
    },
  };
}

export function searchHandlers(search: SearchService): Pick<Handlers, 'search.query'> {
  return { 'search.query': (input) => search.query(input) };
}

function evidenceOf(hit: Pick<SearchHit, 'kind' | 'id'>, repo: SearchRepo): string | null {
  switch (hit.kind) {
    case 'mark':
      return repo.evidenceOf(hit.id);
    case 'evidence':
      return hit.id;
    case 'place':
      return null;
    default:
      return assertNever(hit.kind);
  }
}

function unknownPlace(code: string): AppError {
  return new AppError('unknown_place', `There is no place with code “${code}” in this library. Check the code.`, {
    code,
  });
}
