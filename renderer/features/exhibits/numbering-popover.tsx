import { Button, NumberInput, Popover, Select, TextInput, Tooltip } from '@mantine/core';
import { IconNumber123 } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { labelFor, MOST_DIGITS, MOST_START, NUMBER_STYLES, Numbering } from '../../../shared/exhibit-number.ts';
import type { BundleState } from '../../../shared/exhibit-recipe.ts';
import { useCommands } from '../../app/commands/commands.ts';
import { useMutationCall } from '../../host/host.ts';
import { Field } from '../../ui/field.tsx';
import { KeyLabel } from '../../ui/kbd.tsx';
import styles from './recipe.module.css';

interface NumberingProps {
  readonly bundle: BundleState;
  /** Exhibits whose numbers are not given for good yet. */
  readonly open: number;
}

/** How exhibits are counted: what stands before a number, where it begins, and giving the numbers for good. */
export function NumberingPopover({ bundle, open }: NumberingProps) {
  const { t } = useTranslation('exhibits');
  const [opened, setOpened] = useState(false);
  const show = () => setOpened(true);
  // Closed then, which gives the focus back: the button that had it is of no more use.
  const fix = useMutationCall('exhibits.fixNumbers', { onSuccess: () => setOpened(false) });
  useCommands([
    { id: 'exhibits.numbering', title: t('numbering.title'), keys: ['N'], group: t('title'), run: show },
    {
      id: 'exhibits.fix-numbers',
      title: t('numbering.fixCommand'),
      group: t('title'),
      enabled: open > 0,
      run: () => fix.mutate({}),
    },
  ]);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" width={300} trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={<KeyLabel label={t('numbering.title')} keys="N" />}>
          <Button
            variant="subtle"
            color="gray"
            px={6}
            aria-label={t('numbering.title')}
            aria-haspopup="dialog"
            aria-expanded={opened}
            onClick={() => setOpened(!opened)}
          >
            <IconNumber123 size={18} />
          </Button>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={12} aria-label={t('numbering.title')}>
        {opened && <NumberingForm bundle={bundle} open={open} onFix={() => fix.mutate({})} fixing={fix.isPending} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function NumberingForm({ bundle, open, onFix, fixing }: NumberingProps & { onFix: () => void; fixing: boolean }) {
  const { t } = useTranslation('exhibits');
  const [draft, setDraft] = useState<Numbering>(bundle.numbering);
  const set = useMutationCall('exhibits.setBundle');
  const read = Numbering.safeParse(draft);
  const change = (part: Partial<Numbering>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    const good = Numbering.safeParse(next);
    if (good.success) set.mutate({ numbering: good.data });
  };
  return (
    <div className={styles.numbering}>
      <div className={styles.pair}>
        <Field label={t('numbering.prefix')}>
          {(id) => (
            <TextInput
              id={id}
              value={draft.prefix}
              placeholder="А-"
              maxLength={20}
              spellCheck={false}
              autoComplete="off"
              error={read.success ? null : t('numbering.problem')}
              onChange={(event) => change({ prefix: event.currentTarget.value })}
              data-autofocus
            />
          )}
        </Field>
        <Field label={t('numbering.start')}>
          {(id) => (
            <NumberInput
              id={id}
              value={draft.start}
              min={1}
              max={MOST_START}
              allowDecimal={false}
              onChange={(value) => change({ start: Number(value) })}
            />
          )}
        </Field>
      </div>
      <div className={styles.pair}>
        <Field label={t('numbering.style')}>
          {(id) => (
            <Select
              id={id}
              allowDeselect={false}
              comboboxProps={{ withinPortal: false }}
              data={NUMBER_STYLES.map((value) => ({ value, label: t(`numbering.styles.${value}`) }))}
              value={draft.style}
              onChange={(value) => change({ style: NUMBER_STYLES.find((each) => each === value) ?? 'digits' })}
            />
          )}
        </Field>
        <Field label={t('numbering.digits')}>
          {(id) => (
            <NumberInput
              id={id}
              value={draft.digits}
              min={1}
              max={MOST_DIGITS}
              allowDecimal={false}
              disabled={draft.style !== 'digits'}
              onChange={(value) => change({ digits: Number(value) })}
            />
          )}
        </Field>
      </div>
      <p className={styles.example}>
        <span className="dim">{t('numbering.example')}</span>
        <b>{read.success ? exampleOf(read.data) : '–'}</b>
      </p>
      <p className={styles.quiet}>{t(bundle.fixed ? 'numbering.fixedText' : 'numbering.freeText')}</p>
      <Button disabled={open === 0} loading={fixing} onClick={onFix}>
        {t('numbering.fix', { count: open })}
      </Button>
    </div>
  );
}

const exampleOf = (numbering: Numbering): string =>
  [0, 1, 2].map((n) => labelFor(numbering, numbering.start + n)).join(', ');
