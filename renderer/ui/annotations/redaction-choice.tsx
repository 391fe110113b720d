import { Select } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language } from '../../../shared/violation.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { Field } from '../field.tsx';
import type { AnnotationEditor } from './annotation-editor.ts';
import { type RedactionChoices, useRedactionPack } from './use-redaction-pack.ts';

interface Hidden {
  readonly id: string;
  readonly reason: string;
  readonly basis: string;
}

interface RedactionChoiceProps {
  readonly editor: AnnotationEditor;
  /** An empty reason is one that was not given yet. */
  readonly value: Hidden;
  readonly disabled: boolean;
  readonly onChange: (change: { readonly reason?: string; readonly basis?: string }) => void;
}

/** Why something is hidden and what allows it. Bases that usually go with the reason stand first. */
export function RedactionChoice(props: RedactionChoiceProps) {
  const pack = useRedactionPack();
  return (
    <>
      <ReasonChoice {...props} pack={pack} />
      <BasisChoice {...props} pack={pack} />
    </>
  );
}

interface PackProps extends RedactionChoiceProps {
  readonly pack: RedactionChoices;
}

/** The list opens by itself, with the keyboard in it, as long as a new redaction is asked about. */
function ReasonChoice({ editor, value, disabled, onChange, pack }: PackProps) {
  const { t } = useTranslation('annotations');
  const optionsOf = useOptions();
  const { usedLast } = editor.store.use();
  const { input, opened, setOpened } = useAsked(editor, value.id);
  const reason = pack.reasons.find(({ code }) => code === value.reason);
  const first = pack.reasons.filter(({ code }) => reason === undefined && code === usedLast);
  const choose = (code: string | null) => {
    const next = pack.reasons.find((each) => each.code === code);
    if (!next) return;
    const fits = next.bases.includes(value.basis);
    onChange({ reason: next.code, basis: fits ? value.basis : (next.bases[0] ?? value.basis) });
    editor.endAsking(next.code);
  };
  return (
    <Field
      label={t('reason')}
      hint={reason?.definition ?? t('reasonHint')}
      missing={reason === undefined ? t('needsReason') : undefined}
    >
      {(id) => (
        <Select
          ref={input}
          id={id}
          disabled={disabled}
          allowDeselect={false}
          searchable={reason === undefined}
          selectFirstOptionOnChange
          nothingFoundMessage={t('noReasonFound')}
          placeholder={t('chooseReason')}
          dropdownOpened={opened}
          maxDropdownHeight={360}
          value={reason?.code ?? null}
          data={grouped([
            { group: t('usedLast'), items: optionsOf(first) },
            { group: t('otherReasons'), items: optionsOf(pack.reasons.filter((each) => !first.includes(each))) },
          ])}
          onChange={choose}
          onDropdownOpen={() => setOpened(true)}
          onDropdownClose={() => {
            setOpened(false);
            if (editor.store.get().asking === value.id) editor.endAsking(null);
          }}
        />
      )}
    </Field>
  );
}

/** Opens the list with the keyboard in it when its redaction is asked about. */
function useAsked(editor: AnnotationEditor, id: string) {
  const input = useRef<HTMLInputElement>(null);
  const [opened, setOpened] = useState(false);
  const isAsked = editor.store.use().asking === id;
  useEffect(() => {
    if (!isAsked) return;
    // Not before the panel is in view: what is hidden takes no focus.
    const frame = requestAnimationFrame(() => {
      input.current?.focus();
      setOpened(true);
    });
    return () => cancelAnimationFrame(frame);
  }, [isAsked]);
  return { input, opened, setOpened };
}

function BasisChoice({ value, disabled, onChange, pack }: PackProps) {
  const { t } = useTranslation('annotations');
  const optionsOf = useOptions();
  const language = usePackLanguage();
  const reason = pack.reasons.find(({ code }) => code === value.reason);
  const basis = pack.bases.find(({ code }) => code === value.basis);
  const usual = pack.bases.filter(({ code }) => reason?.bases.includes(code));
  return (
    <Field label={t('basis')} hint={basis?.reference[language]}>
      {(id) => (
        <Select
          id={id}
          disabled={disabled || reason === undefined}
          allowDeselect={false}
          placeholder={t('basisAfter')}
          value={basis?.code ?? null}
          data={grouped([
            { group: t('usualBases'), items: optionsOf(usual) },
            { group: t('otherBases'), items: optionsOf(pack.bases.filter((each) => !usual.includes(each))) },
          ])}
          onChange={(code) => code !== null && onChange({ basis: code })}
        />
      )}
    </Field>
  );
}

interface Option {
  readonly value: string;
  readonly label: string;
}

/** Groups that have something; a single one needs no heading. */
function grouped(groups: { group: string; items: Option[] }[]) {
  const filled = groups.filter(({ items }) => items.length > 0);
  return filled.length === 1 ? (filled[0]?.items ?? []) : filled;
}

type Listed = RedactionChoices['reasons'][number] | RedactionChoices['bases'][number];

function useOptions(): (list: readonly Listed[]) => Option[] {
  const language = usePackLanguage();
  return (list) => list.map(({ code, label }) => ({ value: code, label: label[language] }));
}

function usePackLanguage(): Language {
  const shown = useLanguage();
  return LANGUAGES.find((each) => each === shown) ?? 'en';
}
