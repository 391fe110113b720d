import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../../../shared/violation.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { Field } from '../field.tsx';
import { useRedactionPack } from './use-redaction-pack.ts';

interface Hidden {
  readonly reason: string;
  readonly basis: string;
}

interface RedactionChoiceProps {
  readonly value: Hidden;
  readonly disabled: boolean;
  readonly onChange: (change: Partial<Hidden>) => void;
}

/** Why something is hidden and what allows it. Bases that usually go with the reason stand first. */
export function RedactionChoice({ value, disabled, onChange }: RedactionChoiceProps) {
  const { t } = useTranslation('annotations');
  const shown = useLanguage();
  const language = LANGUAGES.find((each) => each === shown) ?? 'en';
  const { reasons, bases } = useRedactionPack();
  const reason = reasons.find(({ code }) => code === value.reason);
  const basis = bases.find(({ code }) => code === value.basis);
  const usual = bases.filter(({ code }) => reason?.bases.includes(code));
  const others = bases.filter((each) => !usual.includes(each));
  const options = (list: readonly { code: string; label: Record<typeof language, string> }[]) =>
    list.map(({ code, label }) => ({ value: code, label: label[language] }));
  return (
    <>
      <Field label={t('reason')} hint={reason?.definition}>
        {(id) => (
          <Select
            id={id}
            disabled={disabled}
            allowDeselect={false}
            value={value.reason}
            data={options(reasons)}
            onChange={(code) => {
              const next = reasons.find((each) => each.code === code);
              if (!next) return;
              const fits = next.bases.includes(value.basis);
              onChange({ reason: next.code, basis: fits ? value.basis : (next.bases[0] ?? value.basis) });
            }}
          />
        )}
      </Field>
      <Field label={t('basis')} hint={basis?.reference}>
        {(id) => (
          <Select
            id={id}
            disabled={disabled}
            allowDeselect={false}
            value={value.basis}
            data={[
              { group: t('usualBases'), items: options(usual) },
              { group: t('otherBases'), items: options(others) },
            ].filter(({ items }) => items.length > 0)}
            onChange={(code) => code !== null && onChange({ basis: code })}
          />
        )}
      </Field>
    </>
  );
}
