import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PresentedExhibit } from '../../../shared/exhibit.ts';
import type { Language } from '../../../shared/violation.ts';
import { useCommands } from '../../app/commands/commands.ts';
import bundleStyles from './bundle.module.css';
import styles from './recipe.module.css';
import { RecipeEditor } from './recipe-editor.tsx';

interface SidePanelProps {
  readonly exhibit: PresentedExhibit | null;
  readonly lang: Language;
  /** What is shown about the whole bundle. */
  readonly children: ReactNode;
}

/** The right side: the whole bundle, or how the selected exhibit is presented. */
export function SidePanel({ exhibit, lang, children }: SidePanelProps) {
  const { t } = useTranslation('exhibits');
  const [wanted, setWanted] = useState<'bundle' | 'exhibit'>('bundle');
  const shown = exhibit === null ? 'bundle' : wanted;
  useCommands([
    {
      id: 'exhibits.present',
      title: t(shown === 'bundle' ? 'recipe.open' : 'recipe.close'),
      keys: ['E'],
      group: t('title'),
      enabled: exhibit !== null,
      run: () => setWanted(shown === 'bundle' ? 'exhibit' : 'bundle'),
    },
  ]);
  return (
    <div className={styles.side}>
      <div className={styles.switch}>
        <SegmentedControl
          fullWidth
          aria-label={t('recipe.side')}
          data={[
            { value: 'bundle', label: t('bundle') },
            {
              value: 'exhibit',
              label: exhibit === null ? t('recipe.exhibit') : t('recipe.exhibitOf', { number: exhibit.label }),
              disabled: exhibit === null,
            },
          ]}
          value={shown}
          onChange={(value) => setWanted(value === 'exhibit' ? 'exhibit' : 'bundle')}
        />
      </div>
      <div className={styles.sideBody}>
        {shown === 'exhibit' && exhibit !== null ? (
          <aside className={bundleStyles.side} aria-label={t('recipe.exhibitOf', { number: exhibit.label })}>
            <div className={bundleStyles.scroll}>
              <RecipeEditor key={exhibit.mark.id} exhibit={exhibit} lang={lang} />
            </div>
          </aside>
        ) : (
          children
        )}
      </div>
    </div>
  );
}
