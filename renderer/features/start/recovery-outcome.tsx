import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Recovered } from '../../../shared/recovery.ts';
import { Note } from '../../ui/error-note.tsx';
import { HashText } from '../../ui/hash-text.tsx';

interface RecoveryOutcomeProps {
  readonly recovered: Recovered;
  readonly onOpen: () => void;
}

/** What a restore or a rebuild gave, with everything that is not as it was. */
export function RecoveryOutcome({ recovered, onOpen }: RecoveryOutcomeProps) {
  const { t } = useTranslation('start');
  const { from, replayed, setAside, newKey, caseHash, complete, missingOriginals, missingPictures } = recovered;
  return (
    <>
      <Note tone="info" title={from === null ? t('recover.rebuilt') : t('recover.restored')}>
        <p>{t('recover.replayed', { count: replayed })}</p>
        <p>{complete ? t('recover.complete') : t('recover.incomplete')}</p>
        {setAside.length > 0 && <p>{t('recover.setAside', { names: setAside.join(', ') })}</p>}
        {newKey && <p>{t('recover.rekeyed')}</p>}
      </Note>
      {missingOriginals.length > 0 && (
        <Note tone="warn" title={t('recover.missingOriginals', { count: missingOriginals.length })}>
          {missingOriginals.map(({ originalName }) => originalName).join(', ')}
        </Note>
      )}
      {missingPictures.length > 0 && (
        <Note tone="warn" title={t('recover.missingPictures', { count: missingPictures.length })}>
          {missingPictures.map(({ title }) => title).join(', ')}
        </Note>
      )}
      <p className="dim">
        {t('recover.caseHash')} <HashText value={caseHash} what={t('recover.caseHash')} />
      </p>
      <Button variant="filled" autoFocus onClick={onOpen}>
        {t('recover.openNow')}
      </Button>
    </>
  );
}
