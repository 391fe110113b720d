import { IconFileText, IconPhoto } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { EvidenceKind } from '../../../shared/evidence.ts';
import { useGo } from '../../app/navigation.ts';
import { ItemChoice } from '../../ui/viewer/item-choice.tsx';

const KINDS: readonly EvidenceKind[] = ['document', 'image'];

/** No document is open: the library's documents and pictures to choose from. */
export function ChooseDocument() {
  const { t } = useTranslation('documents');
  const go = useGo();
  return (
    <ItemChoice
      kinds={KINDS}
      words={{
        noneOpen: t('noneOpen'),
        choose: t('choose'),
        none: t('noDocuments'),
        noneText: t('noDocumentsText'),
        toLibrary: t('toLibrary'),
      }}
      icon={({ kind }) => (kind === 'image' ? <IconPhoto size={15} /> : <IconFileText size={15} />)}
      extent={({ pages }) => (
        <span className="dim">{pages !== null && pages > 1 ? t('pageCount', { count: pages }) : ''}</span>
      )}
      onOpen={go.evidence}
      onLibrary={() => go.library()}
    />
  );
}
