import { visibleParts, visibleText } from '../lib/visible-escapes.ts';
import styles from './ui.module.css';

/** A file's name as it is, with stand-ins for characters that would hide or turn part of it. */
export function EvidenceName({ name, wrap = false }: { name: string; wrap?: boolean }) {
  return (
    <span className={`words ${styles.name} ${wrap ? '' : 'ellipsis'}`} dir="ltr" title={visibleText(name)}>
      {visibleParts(name).map((part) =>
        part.escaped ? (
          <span key={part.at} className={styles.escape}>
            {part.text}
          </span>
        ) : (
          part.text
        ),
      )}
    </span>
  );
}
