import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { BURN_INS } from '../../../shared/burn-in.ts';
import styles from './bundle.module.css';
import type { FormControl } from './use-export-form.ts';

/** What is burnt into clips, and whether each exhibit gets a plate. */
export function ClipOptions({ form, change }: Pick<FormControl, 'form' | 'change'>) {
  const { t } = useTranslation('exhibits');
  const { burnIn } = form;
  return (
    <>
      {BURN_INS.map((part) => (
        <div className={styles.option} key={part}>
          <label htmlFor={`export-burn-${part}`}>{t(`option.burn.${part}`)}</label>
          <Switch
            id={`export-burn-${part}`}
            checked={burnIn[part]}
            onChange={(event) => change({ burnIn: { ...burnIn, [part]: event.currentTarget.checked } })}
          />
        </div>
      ))}
      {BURN_INS.some((part) => burnIn[part]) && <p className={styles.hint}>{t('option.burnText')}</p>}
      <div className={styles.option}>
        <label htmlFor="export-slate">{t('option.slate')}</label>
        <Switch
          id="export-slate"
          checked={form.slate}
          onChange={(event) => change({ slate: event.currentTarget.checked })}
        />
      </div>
    </>
  );
}
