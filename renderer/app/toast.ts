import { type NotificationData, notifications } from '@mantine/notifications';
import i18next from 'i18next';

/** Shows a message over the corner of the window; the button that closes it has a name for those who do not see it. */
export function notify(message: NotificationData): void {
  notifications.show({ closeButtonProps: { 'aria-label': i18next.t('app:close') }, ...message });
}

/** A short word about something done, gone after a few seconds. */
export function toast(message: string): void {
  notify({ message, autoClose: 4000 });
}

/** Something to know before going on. Stays until it is closed. */
export function toastWarning(title: string, message: string): void {
  notify({ title, message, color: 'yellow', autoClose: false, role: 'alert' });
}

/** Something failed away from what the person looks at. Stays until it is closed. */
export function toastError(title: string, message: string): void {
  notify({ title, message, color: 'red', autoClose: false, role: 'alert' });
}

/** Takes away all that is still shown or waits to be: it names what is in the library that was open. */
export function clearToasts(): void {
  notifications.clean();
}
