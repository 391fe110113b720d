import { useTranslation } from 'react-i18next';
import type { Item } from '../../../../shared/evidence.ts';
import { useGo } from '../../../app/navigation.ts';
import { useQueryCall } from '../../../host/host.ts';
import { Row } from '../../../ui/row.tsx';
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx';
import { Tag } from '../../../ui/tag.tsx';
import styles from './details.module.css';

/** The marks on an item; each opens at its place. */
export function ItemMarks({ item }: { item: Item }) {
  const { t } = useTranslation('library');
  const go = useGo();
  const marks = useQueryCall('marks.list', { evidenceId: item.id }, { enabled: item.marks > 0 });
  if (item.marks === 0) return null;
  return (
    <section className={styles.section} aria-label={t('details.marks')}>
      <h3>{t('details.marks')}</h3>
      <div className={styles.marks}>
        {marks.data === undefined && <SkeletonRows rows={item.marks} />}
        {marks.data?.map((mark) => (
          <Row key={mark.id} onClick={() => go.mark(mark)}>
            {mark.violations.slice(0, 2).map((code) => (
              <Tag key={code} code={code} />
            ))}
            <span className="ellipsis">{mark.title}</span>
          </Row>
        ))}
      </div>
    </section>
  );
}
