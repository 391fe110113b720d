import type { Place } from '../../../../shared/place.ts';
import { type Db, inTransaction } from '../../db/open-database.ts';
import type { Handlers } from '../../handlers.ts';
import type { CustodyService } from '../custody/custody-service.ts';
import type { SearchService } from '../search/search-service.ts';
import type { PlaceRepo } from './place-repo.ts';

export interface PlaceService {
  list(): Place[];
  find(code: string): Place | undefined;
  /** Adds a place or replaces what is said about it. */
  set(place: Place, operator: string): Place;
  /** Adds a code that is used before it is described. Call it inside the transaction that uses the code. */
  ensure(code: string, operator: string): void;
}

export interface PlaceDeps {
  readonly db: Db;
  readonly repo: PlaceRepo;
  readonly custody: CustodyService;
  readonly search: SearchService;
}

export function createPlaces({ db, repo, custody, search }: PlaceDeps): PlaceService {
  const set = (place: Place, operator: string): Place =>
    inTransaction(db, () => {
      repo.put(place);
      custody.record({ operator, action: 'place.set', subject: place.code, details: { ...place } });
      search.place(place.code);
      return place;
    });
  return {
    list: () => repo.all(),
    find: (code) => repo.find(code),
    set,
    ensure(code, operator) {
      if (repo.find(code) === undefined) set({ code, name: null, address: null, region: null }, operator);
    },
  };
}

export function placeHandlers(places: PlaceService): Pick<Handlers, 'places.list' | 'places.set'> {
  return {
    'places.list': () => places.list(),
    'places.set': ({ code, name, address, region }, { operator }) => {
      const before = places.find(code);
      const kept = region === undefined ? (before?.region ?? null) : region;
      return places.set({ code, name: orNull(name), address: orNull(address), region: orNull(kept) }, operator);
    },
  };
}

const orNull = (text: string | null): string | null => (text === null || text === '' ? null : text);
