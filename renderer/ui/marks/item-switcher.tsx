import { Combobox, useCombobox } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvidenceKind, Item } from '../../../shared/evidence.ts';
import { useQueryCall } from '../../host/query-call.ts';
import { EvidenceName } from '../evidence-name.tsx';
import styles from './marks.module.css';
import { fold } from './violation-search.ts';

interface ItemSwitcherProps {
  readonly item: Item;
  /** Kinds that this screen shows. */
  readonly kinds: readonly EvidenceKind[];
  readonly onChoose: (item: Item) => void;
}

/** The name of the open item; pressing it offers the library's others of its kind. */
export function ItemSwitcher({ item, kinds, onChoose }: ItemSwitcherProps) {
  const { t } = useTranslation('marks');
  const [query, setQuery] = useState('');
  const items = (useQueryCall('evidence.list', {}).data ?? []).filter((each) => kinds.includes(each.kind));
  const found = items.filter((each) => fold(each.originalName).includes(fold(query.trim()))).slice(0, 200);
  const box = useCombobox({
    onDropdownOpen: () => box.focusSearchInput(),
    onDropdownClose: () => {
      setQuery('');
      box.resetSelectedOption();
    },
  });
  return (
    <Combobox
      store={box}
      width={360}
      position="bottom-start"
      shadow="md"
      onOptionSubmit={(id) => {
        box.closeDropdown();
        const next = items.find((each) => each.id === id);
        if (next) onChoose(next);
      }}
    >
      <Combobox.Target>
        <button type="button" className={styles.switcher} onClick={() => box.toggleDropdown()} title={t('otherItem')}>
          <EvidenceName name={item.originalName} />
          <IconChevronDown size={14} />
        </button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={query}
          placeholder={t('findItem')}
          aria-label={t('findItem')}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            box.selectFirstOption();
          }}
        />
        <Combobox.Options className={styles.options}>
          {found.map((each) => (
            <Combobox.Option key={each.id} value={each.id} active={each.id === item.id}>
              <span className={styles.itemOption} data-chosen={each.id === item.id || undefined}>
                <EvidenceName name={each.originalName} />
                {each.marks > 0 && <span className="dim">{t('marksOf', { count: each.marks })}</span>}
              </span>
            </Combobox.Option>
          ))}
          {found.length === 0 && <Combobox.Empty>{t('noItem')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
