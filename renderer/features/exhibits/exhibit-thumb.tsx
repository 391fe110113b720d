import { IconFile, IconFileText, IconVolume } from '@tabler/icons-react';
import type { Item } from '../../../shared/evidence.ts';
import type { Mark } from '../../../shared/mark.ts';
import { media } from '../../host/host.ts';
import { thumbSource } from './exhibit-words.ts';
import styles from './exhibits.module.css';
import { LoadedImage } from './loaded-image.tsx';

const WIDTH = 160;

function address(item: Item, mark: Mark): string | null {
  const source = thumbSource(item, mark);
  if (source === null) return null;
  if (source.kind === 'frame') return media.picture(item.sha256, source.n, WIDTH);
  return media.page(item.sha256, source.page, WIDTH);
}

function Stand({ kind }: { kind: Item['kind'] }) {
  if (kind === 'audio') return <IconVolume size={18} />;
  return kind === 'document' ? <IconFileText size={18} /> : <IconFile size={18} />;
}

/** The exhibit in small. Its place keeps its size whether the picture has come or not. */
export function ExhibitThumb({ item, mark }: { item: Item; mark: Mark }) {
  const src = address(item, mark);
  return (
    <span className={styles.thumb} data-kind={item.kind}>
      {src === null ? <Stand kind={item.kind} /> : <LoadedImage src={src} alt="" />}
    </span>
  );
}
