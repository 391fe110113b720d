import { notifications } from '@mantine/notifications';

/** A short word about something done, gone after a few seconds. */
export function toast(message: string): void {
  notifications.show({ message, autoClose: 4000, withCloseButton: true });
}

/** Something to know before going on. Stays until it is closed. */
export function toastWarning(title: string, message: string): void {
  notifications.show({ title, message, color: 'yellow', autoClose: false, withCloseButton: true, role: 'alert' });
}

/** Something failed away from what the person looks at. Stays until it is closed. */
export function toastError(title: string, message: string): void {
  notifications.show({ title, message, color: 'red', autoClose: false, withCloseButton: true, role: 'alert' });
}

/** Takes away all that is still shown or waits to be: it names what is in the library that was open. */
export function clearToasts(): void {
  notifications.clean();
}
