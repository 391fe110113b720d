import { useTranslation } from 'react-i18next';
import { MarkHelp } from '../marks/mark-help.tsx';

interface AnnotationHelpProps {
  readonly text: string;
  /** Keys that need frames are told, too. */
  readonly film: boolean;
}

/** How notes and redactions are made, while there are none. */
export function AnnotationHelp({ text, film }: AnnotationHelpProps) {
  const { t } = useTranslation('annotations');
  const rows = [
    { keys: ['A'], text: t('help.annotate') },
    { keys: ['R'], text: t('help.redact') },
    { keys: ['Enter'], text: t('help.place') },
    ...(film
      ? [
          { keys: ['Shift+I', 'Shift+O'], text: t('help.range') },
          { keys: ['Shift+T'], text: t('help.course') },
        ]
      : []),
  ];
  return <MarkHelp title={t('title')} lead={text} rows={rows} keysWidth={film ? 136 : 40} />;
}
