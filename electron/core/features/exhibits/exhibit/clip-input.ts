import type { PresentedExhibit } from '../../../../../shared/exhibit.ts';
import type { Work } from '../../../progress.ts';
import type { OutgoingFiles } from '../../../store/outgoing-folder.ts';
import type { ExhibitDeps } from '../exhibit-deps.ts';
import type { ExhibitBurning } from './exhibit-burning.ts';
import type { Maker } from './maker.ts';

/** What the files of one exhibit are made from, and where they go. */
export interface ClipInput {
  readonly deps: ExhibitDeps;
  readonly folder: OutgoingFiles;
  /** Path of the exhibit's folder in the bag. */
  readonly base: string;
  readonly exhibit: PresentedExhibit;
  readonly burning: ExhibitBurning | null;
  readonly maker: Maker;
  readonly work: Work;
}
