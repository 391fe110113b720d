import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ROOMS } from './rooms.ts';

/** Names the screen for people who hear it; those who see it have the rail. */
export function RoomHeading({ path }: { path: string }) {
  const { t } = useTranslation('app');
  const room = ROOMS.find(({ to }) => path.startsWith(to));
  if (room === undefined) return null;
  return <VisuallyHidden component="h1">{t(`rail.${room.id}`)}</VisuallyHidden>;
}
