import { useTranslation } from 'react-i18next';
import { MarkHelp } from '../../ui/marks/mark-help.tsx';

/** How to mark a part of a recording. */
export function ReviewHelp() {
  const { t } = useTranslation('review');
  const rows = [
    { keys: ['I', 'O'], text: t('noMark.range') },
    { keys: ['M'], text: t('noMark.begin') },
    { keys: ['[', ']'], text: t('noMark.beside') },
    { keys: ['G'], text: t('noMark.goTo') },
  ];
  return <MarkHelp title={t('noMarkTitle')} rows={rows} keysWidth={56} />;
}
