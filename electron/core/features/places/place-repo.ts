import type { Place } from '../../../../shared/place.ts';
import type { Db } from '../../db/open-database.ts';

export function placeRepo(db: Db) {
  const all = db.prepare<[], Place>('select code, name, address, region from place order by code');
  const one = db.prepare<[string], Place>('select code, name, address, region from place where code = ?');
  const put = db.prepare<[Place]>(
    `insert into place (code, name, address, region) values (@code, @name, @address, @region)
     on conflict (code) do update set name = @name, address = @address, region = @region`,
  );
  return {
    all: (): Place[] => all.all(),
    find: (code: string): Place | undefined => one.get(code),
    /** The table as the ledger should tell it. */
    recorded: () => new Map(all.all().map((place) => [place.code, { ...place }])),
    put: (place: Place): void => void put.run(place),
  };
}

export type PlaceRepo = ReturnType<typeof placeRepo>;
