import { useNavigate, useSearch } from '@tanstack/react-router';
import { useDeferredValue, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useOpenLibrary } from '../../app/use-open-library.ts';
import { Split, SplitPanel } from '../../ui/split.tsx';
import { DetailsPanel } from './details/details-panel.tsx';
import { EvidencePanel } from './evidence-panel.tsx';
import { FilterPanel } from './filter-panel.tsx';
import { NO_FILTERS } from './item-filter.ts';
import { only } from './item-selection.ts';
import { changeView, viewLibrary } from './library-view.ts';
import { useShownItems } from './use-shown-items.ts';

/** Selects or narrows to what the address names, once, and then lets the address go. */
function useAddressed(): void {
  const navigate = useNavigate();
  const { item, place } = useSearch({ strict: false });
  useEffect(() => {
    if (item === undefined && place === undefined) return;
    if (item !== undefined) changeView({ filters: NO_FILTERS, selection: only(item) });
    else if (place !== undefined) {
      changeView({ filters: { ...NO_FILTERS, ticked: { ...NO_FILTERS.ticked, place: [place] } } });
    }
    void navigate({ to: '/library', search: {}, replace: true });
  }, [item, place, navigate]);
}

/** Everything the library holds: filters, the items, and the facts about those that are selected. */
export function LibraryScreen() {
  const { t } = useTranslation('library');
  const library = useOpenLibrary();
  const id = library?.id ?? '';
  useEffect(() => viewLibrary(id), [id]);
  useAddressed();
  const shown = useShownItems();
  // The list answers a click at once, and a double click opens what it is about before its facts are laid out.
  const selected = useDeferredValue(shown.selected);
  return (
    <Split name="library" handleLabel={t('resize')}>
      <SplitPanel id="filters" size={200} min={160} max={320} fixed>
        <FilterPanel items={shown.items} places={shown.places} />
      </SplitPanel>
      <SplitPanel id="items" min={380}>
        <EvidencePanel {...shown} />
      </SplitPanel>
      <SplitPanel id="details" size={320} min={260} max={560} fixed>
        <DetailsPanel items={shown.items} selected={selected} places={shown.places} />
      </SplitPanel>
    </Split>
  );
}
