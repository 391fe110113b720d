import type { Item } from '../../../../shared/evidence.ts';
import type { FrameList } from '../../../../shared/frames.ts';
import type { Leading } from './use-following.ts';

/** The open recording, as its companions need it. */
export interface Leader extends Leading {
  readonly item: Item;
  readonly index: FrameList;
}

/** A recording beside it. */
export interface CompanionProps {
  readonly id: string;
  readonly leader: Leader;
  /** Opens it in place of the leader. */
  readonly onSwap: (id: string, frame: number) => void;
  readonly onRemove: (id: string) => void;
}
