import { Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Field } from '../../ui/field.tsx';
import styles from './bundle.module.css';
import { ChoiceOption } from './choice-option.tsx';
import { PackingKind } from './export-form.ts';
import type { FormControl } from './use-export-form.ts';

const LOOK = { input: { fontFamily: 'var(--mono)', fontSize: 12 }, error: { fontSize: 12 } };

function Recipients({ recipients, setRecipients, packing }: FormControl) {
  const { t } = useTranslation('exhibits');
  const { keyProblem } = packing;
  return (
    <Field label={t('packing.keys')} hint={t('packing.keysHint')}>
      {(id) => (
        <Textarea
          id={id}
          value={recipients}
          error={keyProblem === null ? null : t(`packing.problem.${keyProblem.key}`, { ...keyProblem })}
          placeholder="age1…"
          spellCheck={false}
          autoComplete="off"
          autosize
          minRows={2}
          maxRows={8}
          styles={LOOK}
          onChange={(event) => setRecipients(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

/** Whether the bundle is a folder or an archive, who can open it, and how large it may be. */
export function BundlePacking(control: FormControl) {
  const { form, change, packing } = control;
  const { t } = useTranslation('exhibits');
  return (
    <div className={styles.folder}>
      <div>
        <ChoiceOption
          id="export-packing"
          label={t('packing.kind')}
          width={140}
          options={PackingKind.options}
          nameOf={(packing) => t(`packing.${packing}`)}
          value={form.packing}
          onChange={(packing) => change({ packing })}
        />
        <p className={styles.hint}>{t(`packing.${form.packing}Text`)}</p>
      </div>
      {form.packing === 'age' && <Recipients {...control} />}
      <Field label={t('packing.volume')} hint={t('packing.volumeHint')}>
        {(id) => (
          <TextInput
            id={id}
            value={form.volumeSize}
            error={packing.sizeProblem ? t('packing.problem.size') : null}
            placeholder={t('packing.volumeNone')}
            spellCheck={false}
            autoComplete="off"
            styles={LOOK}
            onChange={(event) => change({ volumeSize: event.currentTarget.value })}
          />
        )}
      </Field>
    </div>
  );
}
