import { type RefObject, useEffect, useLayoutEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { Position } from '../position.ts';
import { ExactStage, type StageSetting, type StageState } from './exact-stage.ts';

interface ExactStageOptions extends Omit<StageSetting, 'nearest'> {
  readonly position: Position;
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  /** Small prepared pictures, and a way to hear that another one has come. */
  readonly strip: {
    nearest(n: number): ReturnType<StageSetting['nearest']>;
    subscribe(listener: () => void): () => void;
  };
}

/** The stage of one recording. It draws by itself; whoever shows what it says uses {@link useStageState}. */
export function useExactStage(options: ExactStageOptions): ExactStage {
  const { position, canvas, desk, index, width, otherWidth, full, shown, running, active, strip } = options;
  const [stage] = useState(() => new ExactStage(position, () => canvas.current));
  const { nearest } = strip;
  const setting = useMemo<StageSetting>(
    () => ({ desk, index, width, otherWidth, full, shown, running, active, nearest }),
    [desk, index, width, otherWidth, full, shown, running, active, nearest],
  );
  // Before paint, so that picture and read-out change in the same frame of the screen.
  useLayoutEffect(() => stage.open(), [stage]);
  useLayoutEffect(() => stage.set(setting), [stage, setting]);
  useEffect(() => strip.subscribe(() => stage.previewCame()), [strip, stage]);
  return stage;
}

export const useStageState = (stage: ExactStage): StageState =>
  useSyncExternalStore(stage.subscribe, () => stage.state);
