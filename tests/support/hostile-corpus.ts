import { hostileContainers } from './hostile-containers.ts';
import { hostileDocuments } from './hostile-documents.ts';
import { hostileMovies } from './hostile-movies.ts';
import { hostilePictures } from './hostile-pictures.ts';
import { hostileTexts } from './hostile-texts.ts';

/** One file that means harm. */
export interface HostileFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** What the files reach for: a real film that nobody may open, and an address at which nobody listens. */
export interface Lures {
  readonly film: string;
  readonly http: string;
}

/** Every hostile file, made anew; their names are different from each other. */
export function hostileCorpus(lures: Lures): HostileFile[] {
  return [
    ...hostileTexts(lures),
    ...hostileMovies(lures),
    ...hostileContainers(lures),
    ...hostilePictures(),
    ...hostileDocuments(lures),
  ];
}
