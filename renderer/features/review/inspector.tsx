import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item, Metadata } from '../../../shared/evidence.ts';
import type { FrameIndex } from '../../../shared/frames.ts';
import { useTarget } from '../../app/navigation.ts';
import { ClockPanel } from './clock/clock-panel.tsx';
import { ContinuityPanel } from './continuity/continuity-panel.tsx';
import { InspectorTabs } from './inspector-tabs.tsx';
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
  /** The side about the mark. */
  readonly children: ReactNode;
}

const SIDES = ['mark', 'clock', 'course'] as const;
type Side = (typeof SIDES)[number];

/** What is known and said about the open recording: the chosen mark, its clock, its course. */
export function Inspector({ item, metadata, index, position, mark, range, onGo, children }: InspectorProps) {
  const { t } = useTranslation('review');
  const asked = useTarget().panel;
  const [side, setSide] = useState<Side>(() => SIDES.find((each) => each === asked) ?? 'mark');
  // Whoever opens or begins a mark wants to see it.
  useEffect(() => {
    if (mark !== null) setSide('mark');
  }, [mark]);
  return (
    <InspectorTabs
      label={t('inspector.label')}
      current={side}
      onChoose={(id) => setSide(SIDES.find((each) => each === id) ?? 'mark')}
      tabs={[
        { id: 'mark', label: t('inspector.mark'), content: children },
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
