import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../shared/evidence.ts';
import type { Place } from '../../../shared/place.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { Panel, PanelBody, PanelHeader } from '../../ui/panel.tsx';
import styles from './filter-panel.module.css';
import { FACETS, type Facet, facetCounts, isFiltered, NO_FILTERS, NO_PLACE, toggled } from './item-filter.ts';
import { changeView, view } from './library-view.ts';

interface FilterPanelProps {
  readonly items: readonly Item[];
  readonly places: ReadonlyMap<string, Place>;
}

/** What the list is narrowed by, with how many items each answer would show. */
export function FilterPanel({ items, places }: FilterPanelProps) {
  const { t } = useTranslation('library');
  const { filters } = view.use();
  return (
    <Panel label={t('filters')}>
      <PanelHeader title={t('filters')}>
        <Button
          style={{ visibility: isFiltered(filters) ? 'visible' : 'hidden' }}
          onClick={() => changeView({ filters: NO_FILTERS })}
        >
          {t('clearFilters')}
        </Button>
      </PanelHeader>
      <PanelBody>
        {FACETS.map((facet) => (
          <FacetGroup key={facet} facet={facet} items={items} places={places} />
        ))}
      </PanelBody>
    </Panel>
  );
}

/** Where the words of a facet's answers stand. */
const WORDS: Readonly<Record<Exclude<Facet, 'place'>, string>> = {
  kind: 'kinds',
  state: 'state',
  details: 'facts',
  warnings: 'hasWarnings',
  marks: 'hasMarks',
};

/** A place by its code and, once it is described, its name. */
function placeLabel(code: string, places: ReadonlyMap<string, Place>): string {
  const name = places.get(code)?.name?.trim() ?? '';
  return name === '' ? code : `${code} · ${name}`;
}

function FacetGroup({ facet, items, places }: FilterPanelProps & { facet: Facet }) {
  const { t } = useTranslation('library');
  const language = useLanguage();
  const { filters } = view.use();
  const counts = useMemo(() => facetCounts(items, filters, places, facet), [items, filters, places, facet]);
  const label = (answer: string) => {
    if (facet !== 'place') return t(`${WORDS[facet]}.${answer}`);
    return answer === NO_PLACE ? t('noPlace') : placeLabel(answer, places);
  };
  if (counts.length === 0) return null;
  return (
    <fieldset className={styles.group}>
      <legend>{t(`facet.${facet}`)}</legend>
      <div className={styles.answers}>
        {counts.map(({ answer, count }) => (
          <label key={answer} className={styles.answer} data-empty={count === 0 || undefined} title={label(answer)}>
            <input
              type="checkbox"
              checked={filters.ticked[facet].includes(answer)}
              onChange={() => changeView({ filters: toggled(filters, facet, answer) })}
            />
            <span className={`ellipsis ${styles.label}`}>{label(answer)}</span>
            <span className={styles.count}>{formatNumber(count, language)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
