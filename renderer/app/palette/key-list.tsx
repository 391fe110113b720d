import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../../ui/kbd.tsx';
import type { Command } from '../commands/command.ts';
import { useListedCommands } from '../commands/use-commands.ts';
import styles from './palette.module.css';

/** Commands with keys by their heading, in the order in which screens offer them. */
function byGroup(commands: readonly Command[], other: string): Map<string, Command[]> {
  const groups = new Map<string, Command[]>();
  for (const command of commands) {
    if ((command.keys ?? []).length === 0) continue;
    const name = command.group ?? other;
    groups.set(name, [...(groups.get(name) ?? []), command]);
  }
  return groups;
}

/** Every key that works on the screen as it is now. */
export function KeyList({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('app');
  const groups = byGroup(useListedCommands(), t('group.screen'));
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('menu.keys')}
      size={760}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div className={styles.keyColumns}>
        {[...groups].map(([name, commands]) => (
          <section key={name} className={styles.keyGroup}>
            <h3>{name}</h3>
            {commands.map((command) => (
              <KeyLine key={command.id} command={command} />
            ))}
          </section>
        ))}
      </div>
    </Modal>
  );
}

function KeyLine({ command }: { command: Command }) {
  return (
    <div className={styles.keyLine} data-disabled={command.enabled === false || undefined}>
      <span>{command.title}</span>
      <span className={styles.keySets}>
        {(command.keys ?? []).map((keys) => (
          <Kbd key={keys} keys={keys} />
        ))}
      </span>
    </div>
  );
}
