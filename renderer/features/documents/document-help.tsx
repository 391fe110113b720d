import { useTranslation } from 'react-i18next';
import { MarkHelp } from '../../ui/marks/mark-help.tsx';

/** How to mark a page or a part of it. */
export function DocumentHelp() {
  const { t } = useTranslation('documents');
  const rows = [
    { keys: ['M'], text: t('help.whole') },
    { keys: ['PageUp', 'PageDown'], text: t('help.page') },
    { keys: ['[', ']'], text: t('help.beside') },
  ];
  return <MarkHelp title={t('noMarkTitle')} lead={t('dragToMark')} rows={rows} keysWidth={128} />;
}
