import { Spotlight } from '@mantine/spotlight';
import { IconBookmark, IconFile, IconMapPin } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../shared/assert-never.ts';
import type { SearchHit } from '../../../shared/search.ts';
import { useQueryCall } from '../../host/query-call.ts';
import { EvidenceName } from '../../ui/evidence-name.tsx';
import { useGo } from '../navigation.ts';
import styles from './palette.module.css';
import { Snippet } from './snippet.tsx';

const ICONS = { mark: IconBookmark, evidence: IconFile, place: IconMapPin } as const;

/** Opens what was found where it is: a mark at its frames or page, an item in its room, a place as a filter. */
function useOpenHit(): (hit: SearchHit) => void {
  const go = useGo();
  const items = useQueryCall('evidence.list', {}).data;
  const marks = useQueryCall('marks.list', {}).data;
  return (hit) => {
    switch (hit.kind) {
      case 'mark': {
        const mark = marks?.find((each) => each.id === hit.id);
        return mark === undefined ? undefined : go.mark(mark);
      }
      case 'evidence': {
        const item = items?.find((each) => each.id === hit.id);
        return item === undefined ? undefined : go.evidence(item);
      }
      case 'place':
        return go.library({ place: hit.id });
      default:
        return assertNever(hit.kind);
    }
  };
}

export function HitAction({ hit }: { hit: SearchHit }) {
  const { t } = useTranslation('app');
  const open = useOpenHit();
  const HitIcon = ICONS[hit.kind];
  return (
    <Spotlight.Action className={styles.action} onClick={() => open(hit)}>
      <span className={styles.line}>
        <HitIcon size={16} aria-hidden />
        <span className={styles.words}>
          <EvidenceName name={hit.title} />
          <span className={`${styles.snippet} ellipsis`}>
            <Snippet text={hit.snippet} />
          </span>
        </span>
        <span className="dim">{t(`search.kind.${hit.kind}`)}</span>
      </span>
    </Spotlight.Action>
  );
}
