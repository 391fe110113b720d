import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './evidence-list.module.css';
import { COLUMNS, type Column, type Sort, sortedBy } from './item-sort.ts';
import { changeView } from './library-view.ts';

const NUMBERS: readonly Column[] = ['length', 'marks', 'warnings'];

/** Names of the columns; a click sorts, a second one turns the order round. */
export function TableHead({ sort }: { sort: Sort }) {
  const { t } = useTranslation('library');
  return (
    <thead>
      <tr className={styles.head} aria-rowindex={1}>
        <th>
          <span className={styles.unseen}>{t('column.picture')}</span>
        </th>
        {COLUMNS.map((column) => {
          const sorted = sort.column === column;
          const side = NUMBERS.includes(column) ? styles.right : '';
          return (
            <th
              key={column}
              className={`${styles.headCell} ${side}`}
              aria-sort={sorted ? (sort.down ? 'descending' : 'ascending') : undefined}
            >
              <button type="button" tabIndex={-1} onClick={() => changeView({ sort: sortedBy(sort, column) })}>
                <span className={column === 'kind' ? `ellipsis ${styles.kindHead}` : 'ellipsis'}>
                  {t(`column.${column}`)}
                </span>
                {sorted &&
                  (sort.down ? <IconArrowDown size={12} aria-hidden /> : <IconArrowUp size={12} aria-hidden />)}
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
