import { Select, Tabs, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PresentedExhibit } from '../../../shared/exhibit.ts';
import {
  type ExhibitRecipe,
  type LocalText,
  MOST_CAPTION,
  MOST_NARRATIVE,
  type RecipeChange,
} from '../../../shared/exhibit-recipe.ts';
import { LANGUAGES, type Language } from '../../../shared/violation.ts';
import { useMutationCall, useQueryCall } from '../../host/host.ts';
import { visibleText } from '../../lib/visible-escapes.ts';
import { Field } from '../../ui/field.tsx';
import { ContextSeconds } from './context-seconds.tsx';
import { LANGUAGE_NAMES } from './language-names.ts';
import styles from './recipe.module.css';

interface EditorProps {
  readonly exhibit: PresentedExhibit;
  /** Language of the bundle, whose tab is open at first. */
  readonly lang: Language;
}

/** How the selected exhibit is presented: its words in three languages, what surrounds it, and what is beside it. */
export function RecipeEditor({ exhibit, lang }: EditorProps) {
  const { t } = useTranslation('exhibits');
  const present = useMutationCall('exhibits.present');
  const { recipe, mark } = exhibit;
  const save = (change: RecipeChange) => present.mutate({ markIds: [mark.id], change });
  const film = mark.in !== null;
  return (
    <>
      <section className={styles.section}>
        <h2>{t('recipe.words')}</h2>
        <Words recipe={recipe} lang={lang} onSave={save} />
      </section>
      {film && (
        <section className={styles.section}>
          <h2>{t('recipe.around')}</h2>
          <Around recipe={recipe} onSave={save} />
        </section>
      )}
      {film && (
        <section className={styles.section}>
          <h2>{t('recipe.beside')}</h2>
          <Companion exhibit={exhibit} onSave={save} />
        </section>
      )}
      {film && (
        <section className={styles.section}>
          <h2>{t('recipe.cell')}</h2>
          <Cell exhibit={exhibit} onSave={save} />
        </section>
      )}
    </>
  );
}

interface PartProps {
  readonly recipe: ExhibitRecipe;
  readonly onSave: (change: RecipeChange) => void;
}

function Words({ recipe, lang, onSave }: PartProps & { lang: Language }) {
  const { t } = useTranslation('exhibits');
  const written = (language: Language) => Boolean(recipe.caption[language] ?? recipe.narrative[language]);
  return (
    <Tabs defaultValue={lang} keepMounted={false}>
      <Tabs.List mb={8}>
        {LANGUAGES.map((language) => (
          <Tabs.Tab key={language} value={language} lang={language} data-written={written(language) || undefined}>
            {LANGUAGE_NAMES[language]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {LANGUAGES.map((language) => (
        <Tabs.Panel key={language} value={language} className={styles.words}>
          <Draft
            label={t('recipe.caption')}
            text={recipe.caption[language] ?? ''}
            most={MOST_CAPTION}
            onSave={(text) => onSave({ caption: withText(recipe.caption, language, text) })}
          />
          <Draft
            label={t('recipe.narrative')}
            text={recipe.narrative[language] ?? ''}
            most={MOST_NARRATIVE}
            rows={5}
            onSave={(text) => onSave({ narrative: withText(recipe.narrative, language, text) })}
          />
        </Tabs.Panel>
      ))}
      <p className={styles.quiet}>{t('recipe.wordsHint')}</p>
    </Tabs>
  );
}

const withText = (all: LocalText, language: Language, text: string): RecipeChange['caption'] => ({
  ...all,
  [language]: text,
});

interface DraftProps {
  readonly label: string;
  readonly text: string;
  readonly most: number;
  readonly rows?: number;
  readonly onSave: (text: string) => void;
}

/** Saved when it is left, as one step that can be undone; what is saved elsewhere meanwhile takes its place. */
function Draft({ label, text, most, rows, onSave }: DraftProps) {
  const [draft, setDraft] = useState({ from: text, text });
  // Set while rendering: an undo brings back what was there before, and no draft of that time must come with it.
  if (draft.from !== text) setDraft({ from: text, text });
  const shown = draft.from === text ? draft.text : text;
  const input = {
    value: shown,
    maxLength: most,
    onChange: (event: { currentTarget: { value: string } }) =>
      setDraft({ from: text, text: event.currentTarget.value }),
    onBlur: () => shown.trim() !== text && onSave(shown),
  };
  return (
    <Field label={label}>
      {(id) =>
        rows === undefined ? (
          <TextInput id={id} {...input} autoComplete="off" />
        ) : (
          <Textarea id={id} {...input} autosize minRows={rows} maxRows={14} />
        )
      }
    </Field>
  );
}

function Around({ recipe, onSave }: PartProps) {
  const { t } = useTranslation('exhibits');
  const seconds = (side: 'before' | 'after') => (
    <ContextSeconds label={t(`recipe.${side}`)} seconds={recipe[side]} onSave={(value) => onSave({ [side]: value })} />
  );
  return (
    <>
      <div className={styles.pair}>
        {seconds('before')}
        {seconds('after')}
      </div>
      <p className={styles.quiet}>{t('recipe.aroundHint')}</p>
    </>
  );
}

/** Marks on pages: what may stand beside the exhibit's first picture. */
function Cell({ exhibit, onSave }: { exhibit: PresentedExhibit; onSave: PartProps['onSave'] }) {
  const { t } = useTranslation('exhibits');
  const marks = (useQueryCall('marks.list', {}).data ?? []).filter(({ page }) => page !== null);
  return (
    <>
      <Select
        aria-label={t('recipe.cell')}
        clearable
        searchable={marks.length > 8}
        placeholder={t(marks.length === 0 ? 'recipe.noPage' : 'recipe.none')}
        disabled={marks.length === 0}
        data={marks.map(({ id, title, page }) => ({ value: id, label: t('recipe.cellLabel', { title, page }) }))}
        value={exhibit.recipe.cell}
        onChange={(cell) => onSave({ cell })}
      />
      <p className={styles.quiet}>{t('recipe.cellHint')}</p>
    </>
  );
}

function Companion({ exhibit, onSave }: { exhibit: PresentedExhibit; onSave: PartProps['onSave'] }) {
  const { t } = useTranslation('exhibits');
  const items = useQueryCall('evidence.list', {}).data ?? [];
  const others = items.filter(({ id, kind }) => kind === 'video' && id !== exhibit.evidence.id);
  return (
    <>
      <Select
        aria-label={t('recipe.beside')}
        clearable
        searchable={others.length > 8}
        placeholder={t(others.length === 0 ? 'recipe.noOther' : 'recipe.none')}
        disabled={others.length === 0}
        data={others.map(({ id, originalName }) => ({ value: id, label: visibleText(originalName) }))}
        value={exhibit.recipe.companion}
        onChange={(companion) => onSave({ companion })}
      />
      <p className={styles.quiet}>{t('recipe.besideHint')}</p>
    </>
  );
}
