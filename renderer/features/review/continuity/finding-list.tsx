import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContinuityFinding } from '../../../../shared/continuity.ts';
import type { FrameIndex } from '../../../../shared/frames.ts';
import { formatNumber } from '../../../lib/format.ts';
import { useLanguage } from '../../../lib/use-language.ts';
import { visibleText } from '../../../lib/visible-escapes.ts';
import { type Position, useOfFrame } from '../position.ts';
import styles from './continuity-panel.module.css';
import { framesText, timeOf } from './continuity-text.ts';
import { groupsOf, isPlaced } from './finding-groups.ts';

interface FindingListProps {
  readonly findings: readonly ContinuityFinding[];
  readonly index: FrameIndex;
  readonly position: Position;
  readonly onGo: (n: number) => void;
}

/** How far a key moves in the list of places; both ends are reached from anywhere. */
const MOVES: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(last, at + 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_, last) => last,
};

/** Findings by kind. Those with a place are buttons that go there; one of them can be reached by Tab, the others by arrows. */
export function FindingList({ findings, index, position, onGo }: FindingListProps) {
  const { t } = useTranslation('review-continuity');
  const language = useLanguage();
  const list = useRef<HTMLDivElement>(null);
  const [reached, reach] = useState(0);
  const groups = groupsOf(findings);
  const placed = groups.flatMap((group) => group.findings.filter(isPlaced));
  const stop = Math.min(reached, Math.max(0, placed.length - 1));

  // As text, so that it only changes when other findings are reached.
  const covering = useOfFrame(position, (n) =>
    placed.flatMap(({ first, last }, at) => (first <= n && n <= last ? [at] : [])).join(' '),
  );
  const current = covering ? covering.split(' ').map(Number) : [];
  const [foremost = null] = current;
  useEffect(() => {
    // Going to a finding by its command shows it here as well.
    if (foremost !== null)
      list.current?.querySelector(`[data-place="${foremost}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [foremost]);

  const onKey = (event: KeyboardEvent) => {
    const move = MOVES[event.key];
    if (move === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    const to = move(stop, placed.length - 1);
    reach(to);
    list.current?.querySelector<HTMLElement>(`[data-place="${to}"]`)?.focus();
  };

  return (
    <div ref={list}>
      {groups.map(({ kind, findings: those }) => (
        <section key={kind} className={styles.group} aria-label={t(`kind.${kind}`)}>
          <h3>
            {t(`kind.${kind}`)}
            <span className={styles.count}>{formatNumber(those.length, language)}</span>
          </h3>
          <ul>
            {those.map((finding) => {
              const message = visibleText(finding.message);
              const key = `${finding.first} ${finding.last} ${finding.message}`;
              if (!isPlaced(finding))
                return (
                  <li key={key} className={`selectable ${styles.plain}`}>
                    {message}
                  </li>
                );
              const at = placed.indexOf(finding);
              const here = current.includes(at);
              return (
                <li key={key}>
                  <button
                    type="button"
                    className={styles.finding}
                    data-place={at}
                    data-here={here || undefined}
                    aria-current={here ? 'location' : undefined}
                    tabIndex={at === stop ? 0 : -1}
                    onFocus={() => reach(at)}
                    onKeyDown={onKey}
                    onClick={() => onGo(finding.first)}
                  >
                    <span className={styles.place}>
                      <span>{t('frames', { frames: framesText(finding.first, finding.last, language) })}</span>
                      <span className={styles.time}>{timeOf(index, finding.first)}</span>
                    </span>
                    <span className={styles.message}>{message}</span>
                  </button>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </div>
  );
}
