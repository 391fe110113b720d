import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueryCall } from '../../host/query-call.ts';
import { Kbd } from '../../ui/kbd.tsx';
import type { Command } from '../commands/command.ts';
import { runCommand } from '../commands/command-registry.ts';
import { useListedCommands } from '../commands/use-commands.ts';
import { HitAction } from './hit-action.tsx';
import styles from './palette.module.css';
import { paletteStore } from './palette-store.ts';
import { rankCommands } from './rank-commands.ts';

const HITS = 20;

/** Commands and everything the library's search finds, in one box. */
export function Palette({ enabled }: { enabled: boolean }) {
  const { t } = useTranslation('app');
  const [query, setQuery] = useState('');
  return (
    <Spotlight.Root
      store={paletteStore}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      size={640}
      yOffset={80}
      transitionProps={{ duration: 100, transition: 'fade' }}
      overlayProps={{ backgroundOpacity: 0.4, blur: 0 }}
      classNames={{ content: styles.content ?? '', header: styles.unseen ?? '' }}
      centered={false}
      title={t('search.label')}
    >
      <Spotlight.Search
        className={styles.search}
        placeholder={t('search.placeholder')}
        aria-label={t('search.label')}
        leftSection={<IconSearch size={16} />}
      />
      <Spotlight.ActionsList className={styles.list}>
        <Results query={query.trim()} enabled={enabled} />
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function Results({ query, enabled }: { query: string; enabled: boolean }) {
  const { t } = useTranslation('app');
  const [asked] = useDebouncedValue(query, 120);
  const found = useQueryCall(
    'search.query',
    { query: asked, limit: HITS },
    { enabled: enabled && asked !== '', placeholderData: keepPreviousData, staleTime: 0 },
  );
  const commands = rankCommands(useListedCommands(), query);
  const hits = query === '' ? [] : (found.data?.hits ?? []);
  const answered = query === '' || (asked === query && !found.isFetching);
  return (
    <>
      {hits.length > 0 && (
        <Spotlight.ActionsGroup className={styles.group} label={t('search.found', { count: found.data?.total ?? 0 })}>
          {hits.map((hit) => (
            <HitAction key={`${hit.kind}-${hit.id}`} hit={hit} />
          ))}
        </Spotlight.ActionsGroup>
      )}
      {commands.length > 0 && (
        <Spotlight.ActionsGroup className={styles.group} label={t('search.commands')}>
          {commands.map((command) => (
            <CommandAction key={command.id} command={command} />
          ))}
        </Spotlight.ActionsGroup>
      )}
      {hits.length === 0 && commands.length === 0 && (
        <Spotlight.Empty className={styles.empty}>
          {found.isError ? found.error.message : answered ? t('search.none') : t('search.looking')}
        </Spotlight.Empty>
      )}
    </>
  );
}

function CommandAction({ command }: { command: Command }) {
  const [shown] = command.keys ?? [];
  return (
    <Spotlight.Action className={styles.action} onClick={() => runCommand(command.id)}>
      <span className={styles.line}>
        <span className={`${styles.words} ellipsis`}>{command.title}</span>
        {command.group !== undefined && <span className="dim">{command.group}</span>}
        {shown !== undefined && <Kbd keys={shown} />}
      </span>
    </Spotlight.Action>
  );
}
