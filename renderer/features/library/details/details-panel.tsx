import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../../shared/evidence.ts';
import type { Place } from '../../../../shared/place.ts';
import { formatBytes, formatNumber } from '../../../lib/format.ts';
import { useLanguage } from '../../../lib/use-language.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Panel, PanelBody, PanelHeader } from '../../../ui/panel.tsx';
import styles from './details.module.css';
import { DetailsForm } from './details-form.tsx';
import { ItemHistory } from './item-history.tsx';
import { ItemIdentity } from './item-identity.tsx';
import { ItemMarks } from './item-marks.tsx';
import { TechnicalFacts } from './technical-facts.tsx';
import { WarningsList } from './warnings-list.tsx';

interface DetailsPanelProps {
  readonly items: readonly Item[];
  readonly selected: readonly Item[];
  readonly places: ReadonlyMap<string, Place>;
}

/** Facts about what is selected: those that a person states, those of the file, and what was done to it. */
export const DetailsPanel = memo(function DetailsPanel({ items, selected, places }: DetailsPanelProps) {
  const { t } = useTranslation('library');
  const language = useLanguage();
  const [first] = selected;
  const several = selected.length > 1;
  return (
    <Panel label={t('details.title')}>
      <PanelHeader
        title={t('details.title')}
        count={
          several
            ? t('details.items', { count: selected.length, amount: formatNumber(selected.length, language) })
            : undefined
        }
      >
        {several && (
          <span className="dim">
            {formatBytes(
              selected.reduce((sum, item) => sum + item.bytes, 0),
              language,
            )}
          </span>
        )}
      </PanelHeader>
      <PanelBody>
        {first === undefined ? (
          <EmptyState title={t('details.none')} text={t('details.noneText')} />
        ) : (
          // A new selection is a new form: nothing typed for one item can end up on another.
          <div key={selected.map((item) => item.id).join()}>
            {!several && <ItemIdentity item={first} />}
            {!several && <WarningsList warnings={first.warnings} />}
            <section className={styles.section} aria-label={t('details.provenance')}>
              <h3>{t('details.provenance')}</h3>
              <DetailsForm selected={selected} items={items} places={places} />
            </section>
            {!several && <ItemMarks item={first} />}
            {!several && <TechnicalFacts item={first} />}
            {!several && <ItemHistory item={first} />}
          </div>
        )}
      </PanelBody>
    </Panel>
  );
});
