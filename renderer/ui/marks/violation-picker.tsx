import { ActionIcon, Button, Combobox, useCombobox } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language, type ViolationType } from '../../../shared/violation.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { Kbd } from '../kbd.tsx';
import { Tag } from '../tag.tsx';
import styles from './marks.module.css';
import type { FocusWish } from './use-mark-editor.ts';
import { searchViolations } from './violation-search.ts';

interface ViolationPickerProps {
  readonly types: readonly ViolationType[];
  readonly chosen: readonly string[];
  /** Codes behind the keys 1–9. */
  readonly favourites: readonly string[];
  readonly focus: FocusWish | null;
  readonly onToggle: (code: string) => void;
}

const languageOf = (text: string): Language => LANGUAGES.find((each) => each === text) ?? 'en';

/** The violations of a mark, and a list to type in: code, words in three languages, synonyms. */
export function ViolationPicker({ types, chosen, favourites, focus, onToggle }: ViolationPickerProps) {
  const { t } = useTranslation('marks');
  const language = languageOf(useLanguage());
  const byCode = new Map(types.map((type) => [type.code, type]));
  return (
    <div className={styles.violations}>
      {chosen.map((code) => {
        const label = byCode.get(code)?.label[language] ?? t('unknownCode');
        return (
          <div key={code} className={styles.chosen}>
            <Tag code={code} />
            <span className={styles.chosenLabel} title={byCode.get(code)?.definition}>
              {label}
            </span>
            <ActionIcon size={20} aria-label={t('takeOff', { code })} onClick={() => onToggle(code)}>
              <IconX size={13} />
            </ActionIcon>
          </div>
        );
      })}
      <PickerList
        types={types}
        chosen={chosen}
        favourites={favourites}
        language={language}
        focus={focus}
        onToggle={onToggle}
      />
    </div>
  );
}

type PickerListProps = ViolationPickerProps & { readonly language: Language };

function PickerList({ types, chosen, favourites, language, focus, onToggle }: PickerListProps) {
  const { t } = useTranslation('marks');
  const [query, setQuery] = useState('');
  const box = useCombobox({
    onDropdownOpen: () => box.focusSearchInput(),
    onDropdownClose: () => {
      setQuery('');
      box.resetSelectedOption();
      // The screen gets its keys back: the next Enter saves the mark and does not open this list again.
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    },
  });
  const open = useRef(box.openDropdown);
  open.current = box.openDropdown;
  useEffect(() => {
    if (focus?.field === 'violations') open.current();
  }, [focus]);
  const found = searchViolations(types, query, language);
  const selectFirst = useRef(box.selectFirstOption);
  selectFirst.current = box.selectFirstOption;
  // Only once the shorter list is on the page: Enter must take the first of what is found, not of what was there before.
  useEffect(() => {
    if (query !== '') selectFirst.current();
  }, [query]);
  return (
    <Combobox
      store={box}
      width={420}
      position="left-start"
      shadow="md"
      withinPortal
      onOptionSubmit={(code) => onToggle(code)}
    >
      <Combobox.Target>
        <Button
          variant="default"
          justify="space-between"
          leftSection={<IconPlus size={14} />}
          rightSection={<Kbd keys="T" />}
          onClick={() => box.toggleDropdown()}
        >
          {t('addViolation')}
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={query}
          placeholder={t('searchViolations')}
          aria-label={t('searchViolations')}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
          }}
        />
        <Combobox.Options className={styles.options}>
          {found.map((type) => (
            <Combobox.Option key={type.code} value={type.code} active={chosen.includes(type.code)}>
              <ViolationOption
                type={type}
                language={language}
                chosen={chosen.includes(type.code)}
                favourite={favourites.indexOf(type.code)}
              />
            </Combobox.Option>
          ))}
          {found.length === 0 && <Combobox.Empty>{t('noViolation', { query })}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

interface ViolationOptionProps {
  readonly type: ViolationType;
  readonly language: Language;
  readonly chosen: boolean;
  readonly favourite: number;
}

function ViolationOption({ type, language, chosen, favourite }: ViolationOptionProps) {
  const others = LANGUAGES.filter((each) => each !== language).map((each) => type.label[each]);
  return (
    <div className={styles.option} data-chosen={chosen || undefined}>
      <Tag code={type.code} />
      <span>
        <span className={styles.optionLabel}>{type.label[language]}</span>
        <span className={styles.optionOther}>{others.join(' · ')}</span>
      </span>
      {favourite >= 0 && <Kbd keys={String(favourite + 1)} />}
    </div>
  );
}
