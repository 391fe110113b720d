import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item, Metadata } from '../../../shared/evidence.ts';
import type { FrameIndex } from '../../../shared/frames.ts';
import { useTarget } from '../../app/navigation.ts';
import { InspectorTabs } from '../../ui/inspector-tabs.tsx';
import { NEW } from '../../ui/marks/mark-draft.ts';
import { ClockPanel } from './clock/clock-panel.tsx';
import { ContinuityPanel } from './continuity/continuity-panel.tsx';
import type { Position } from './position.ts';

interface InspectorProps {
  readonly item: Item;
  readonly metadata: Metadata;
  readonly index: FrameIndex;
  readonly position: Position;
  /** Id of the mark that is selected or being written; null for none. */
  readonly mark: string | null;
  /** Ends of that mark, so that their time of day can be told. */
  readonly range: { readonly in: number; readonly out: number } | null;
  readonly onGo: (n: number) => void;
  /** The side about what is drawn and hidden on the mark's pictures, and how much that is. */
  readonly notes: ReactNode;
  readonly noteCount: number;
  /** Grows whenever that side is wished for. */
  readonly notesWish: number;
  /** The side about the mark. */
  readonly children: ReactNode;
}

const SIDES = ['mark', 'notes', 'clock', 'course'] as const;
type Side = (typeof SIDES)[number];

/** What is known and said about the open recording: the chosen mark, its clock, its course. */
export function Inspector(props: InspectorProps) {
  const { item, metadata, index, position, mark, range, onGo, notes, noteCount, notesWish, children } = props;
  const { t } = useTranslation('review');
  const asked = useTarget().panel;
  const [side, setSide] = useState<Side>(() => SIDES.find((each) => each === asked) ?? 'mark');
  // Whoever opens or begins a mark wants to see it, unless he goes from mark to mark for their notes.
  useEffect(() => {
    if (mark !== null) setSide((before) => (before === 'notes' && mark !== NEW ? before : 'mark'));
  }, [mark]);
  useEffect(() => {
    if (notesWish > 0) setSide('notes');
  }, [notesWish]);
  return (
    <InspectorTabs
      label={t('inspector.label')}
      current={side}
      onChoose={(id) => setSide(SIDES.find((each) => each === id) ?? 'mark')}
      tabs={[
        { id: 'mark', label: t('inspector.mark'), content: children },
        { id: 'notes', label: t('inspector.notes'), count: noteCount, content: notes },
        {
          id: 'clock',
          label: t('inspector.clock'),
          content: (
            <ClockPanel
              item={item}
              metadata={metadata}
              index={index}
              position={position}
              onGo={onGo}
              onShow={() => setSide('clock')}
              {...(range ? { range } : {})}
            />
          ),
        },
        {
          id: 'course',
          label: t('inspector.course'),
          content: (
            <ContinuityPanel item={item} index={index} position={position} onGo={onGo} shown={side === 'course'} />
          ),
        },
      ]}
    />
  );
}
