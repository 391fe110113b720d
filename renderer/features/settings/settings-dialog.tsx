import { FocusTrap, Modal, SegmentedControl, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../shared/library.ts';
import { LANGUAGES } from '../../../shared/violation.ts';
import { screenLanguages } from '../../app/i18n/i18n.ts';
import { adoptState, useMutationCall, useQueryCall } from '../../host/host.ts';
import { Field } from '../../ui/field.tsx';
import styles from './settings.module.css';
import { ThisMachine } from './this-machine.tsx';

/** Each language in its own words, so that it can be found by whoever reads it. */
const OWN_NAMES: Readonly<Record<Settings['language'], string>> = { en: 'English', ru: 'Русский', kk: 'Қазақша' };
const THEMES: readonly Settings['theme'][] = ['auto', 'dark', 'light'];

/** Minutes that are offered, and the one that is set. */
const choices = (set: number): number[] =>
  [...new Set([5, 15, 30, 60, set])]
    .filter((each) => each > 0)
    .sort((a, b) => a - b)
    .concat(0);

/** What a person sets for this machine; every change holds at once. */
export function SettingsDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('app');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('settings.title')}
      size={480}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <SettingsForm />
    </Modal>
  );
}

function SettingsForm() {
  const { t } = useTranslation('app');
  const state = useQueryCall('app.state', {}).data;
  const change = useMutationCall('app.settings', { onSuccess: adoptState });
  if (state === undefined) return null;
  const { theme, language, lockAfterMinutes } = state.settings;
  return (
    <div className={styles.form}>
      {/* Otherwise the button that closes takes the focus. */}
      <FocusTrap.InitialFocus />
      <Field label={t('settings.theme')} hint={t(`settings.themeHint.${theme}`)}>
        {(id) => (
          <SegmentedControl
            id={id}
            aria-label={t('settings.theme')}
            value={theme}
            onChange={(next) => change.mutate({ theme: next })}
            data={THEMES.map((value) => ({ value, label: t(`settings.themes.${value}`) }))}
          />
        )}
      </Field>
      <Field label={t('settings.language')}>
        {(id) => (
          <Select
            id={id}
            value={language}
            allowDeselect={false}
            onChange={(next) => next !== null && change.mutate({ language: next })}
            data={LANGUAGES.filter((each) => screenLanguages.includes(each)).map((value) => ({
              value,
              label: OWN_NAMES[value],
            }))}
          />
        )}
      </Field>
      <Field label={t('settings.lock')} hint={t('settings.lockHint')}>
        {(id) => (
          <Select
            id={id}
            value={String(lockAfterMinutes)}
            allowDeselect={false}
            onChange={(next) => next !== null && change.mutate({ lockAfterMinutes: Number(next) })}
            data={choices(lockAfterMinutes).map((minutes) => ({
              value: String(minutes),
              label: minutes === 0 ? t('settings.lockNever') : t('settings.lockMinutes', { count: minutes }),
            }))}
          />
        )}
      </Field>
      <ThisMachine state={state} />
    </div>
  );
}
