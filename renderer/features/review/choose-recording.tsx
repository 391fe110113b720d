import { IconMovie, IconVolume } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { EvidenceKind } from '../../../shared/evidence.ts';
import { useGo } from '../../app/navigation.ts';
import { formatDuration } from '../../lib/format.ts';
import { ItemChoice } from '../../ui/viewer/item-choice.tsx';

const KINDS: readonly EvidenceKind[] = ['video', 'audio'];

/** No recording is open: the library's recordings to choose from. */
export function ChooseRecording() {
  const { t } = useTranslation('review');
  const go = useGo();
  return (
    <ItemChoice
      kinds={KINDS}
      words={{
        noneOpen: t('noneOpen'),
        choose: t('choose'),
        none: t('noRecordings'),
        noneText: t('noRecordingsText'),
        toLibrary: t('toLibrary'),
      }}
      icon={({ kind }) => (kind === 'audio' ? <IconVolume size={15} /> : <IconMovie size={15} />)}
      extent={({ durationSeconds }) => (
        <span className="mono dim">{durationSeconds === null ? '' : formatDuration(durationSeconds)}</span>
      )}
      onOpen={go.evidence}
      onLibrary={() => go.library()}
    />
  );
}
