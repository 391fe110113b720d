import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../../../shared/violation.ts';
import { formatBytes } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import styles from './bundle.module.css';
import { ChoiceOption } from './choice-option.tsx';
import { ClipOptions } from './clip-options.tsx';
import type { ExhibitSummary } from './exhibit-summary.ts';
import { LANGUAGE_NAMES } from './language-names.ts';
import type { FormControl } from './use-export-form.ts';

const PROFILES = ['court', 'public', 'both'] as const;

interface OptionsProps extends FormControl {
  readonly summary: ExhibitSummary;
}

function ProfileAndLanguage({ form, change }: Pick<FormControl, 'form' | 'change'>) {
  const { t } = useTranslation('exhibits');
  return (
    <>
      <ChoiceOption
        id="export-profile"
        label={t('option.profile')}
        width={120}
        options={PROFILES}
        nameOf={(profile) => t(`profile.${profile}`)}
        value={form.profile}
        onChange={(profile) => change({ profile })}
      />
      <p className={styles.hint}>{t(`profile.${form.profile}Text`)}</p>
      <ChoiceOption
        id="export-language"
        label={t('option.language')}
        width={120}
        options={LANGUAGES}
        nameOf={(lang) => LANGUAGE_NAMES[lang]}
        value={form.lang}
        onChange={(lang) => change({ lang })}
      />
    </>
  );
}

/** What the bundle will hold and for whom. Each choice says what it changes. */
export function BundleOptions({ form, change, summary }: OptionsProps) {
  const { t } = useTranslation('exhibits');
  const language = useLanguage();
  const size = formatBytes(summary.originalBytes, language);
  const court = form.profile !== 'public';
  return (
    <div className={styles.options}>
      <ProfileAndLanguage form={form} change={change} />
      <div className={styles.option}>
        <label htmlFor="export-originals" data-off={!court || undefined}>
          {t('option.originals', { count: summary.originals, size })}
        </label>
        <Switch
          id="export-originals"
          checked={court && form.withOriginals}
          disabled={!court}
          onChange={(event) => change({ withOriginals: event.currentTarget.checked })}
        />
      </div>
      {!court && <p className={styles.hint}>{t('option.originalsPublic')}</p>}
      <div className={styles.option}>
        <label htmlFor="export-incomplete">{t('option.incomplete')}</label>
        <Switch
          id="export-incomplete"
          checked={form.allowIncomplete}
          onChange={(event) => change({ allowIncomplete: event.currentTarget.checked })}
        />
      </div>
      {form.allowIncomplete && (
        <p className={styles.hint} data-warn>
          {t('option.incompleteText')}
        </p>
      )}
      <ClipOptions form={form} change={change} />
    </div>
  );
}
