import type { ReactNode } from 'react';
import type { Item } from '../../../shared/evidence.ts';
import { Note } from '../error-note.tsx';
import { HashText } from '../hash-text.tsx';
import { PlainPage } from './plain-page.tsx';

interface NotShownProps {
  readonly item: Item;
  /** Which item this is, and a way to the others. */
  readonly head: ReactNode;
  readonly icon: ReactNode;
  readonly title: string;
  /** What can still be done. */
  readonly text: string;
  readonly keptLabel: string;
  /** Ways to go on. */
  readonly children: ReactNode;
}

/** Evidence that cannot be shown: why, what still holds, and where to go on. */
export function NotShown({ item, head, icon, title, text, keptLabel, children }: NotShownProps) {
  return (
    <PlainPage>
      {head}
      {icon}
      <h1>{title}</h1>
      <WarningNotes item={item} />
      <p className="dim">{text}</p>
      <KeptAs item={item} label={keptLabel} />
      <div>{children}</div>
    </PlainPage>
  );
}

/** Everything that is known to be wrong or unusual about an item. */
export function WarningNotes({ item }: { item: Item }) {
  return item.warnings.map(({ code, message }) => (
    <Note key={code + message} tone="warn">
      {message}
    </Note>
  ));
}

/** Under which hash the original lies in the library. */
export function KeptAs({ item, label }: { item: Item; label: string }) {
  return (
    <div>
      <h3>{label}</h3>
      <HashText value={item.sha256} what="SHA-256" />
    </div>
  );
}
