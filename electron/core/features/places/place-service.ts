import type { Place } from '../../../../shared/place.ts';

export interface PlaceService {
  list(): Place[];
  find(code: string): Place | undefined;
}
