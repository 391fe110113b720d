import { IconFile, IconFileText, IconMovie, IconPhoto, IconWaveSine } from '@tabler/icons-react';
import type { EvidenceKind } from '../../../shared/evidence.ts';

const ICONS = {
  video: IconMovie,
  audio: IconWaveSine,
  image: IconPhoto,
  document: IconFileText,
  other: IconFile,
} as const satisfies Record<EvidenceKind, typeof IconFile>;

export function KindIcon({ kind, size }: { kind: EvidenceKind; size: number }) {
  const Shape = ICONS[kind];
  return <Shape size={size} stroke={1.5} aria-hidden />;
}
