import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import './app/theme/fonts.css';
import './app/theme/tokens.css';
import './app/theme/base.css';
import './app/theme/controls.css';
import { guardPage } from './app/page-guard.ts';

guardPage();
// Only now: what is imported above runs before the guard stands, and this must not.
const { startPage } = await import('./app/start-page.tsx');
startPage();
