import { Menu, type MenuItemConstructorOptions } from 'electron';

/**
 * The little that a menu must do: the page has its own commands and palette. Undo and redo are left to the page, which
 * undoes marks; only macOS needs them here, where text fields know no shortcuts of their own.
 */
export function menuTemplate(platform: NodeJS.Platform, developerTools: boolean): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const undo: MenuItemConstructorOptions[] = [{ role: 'undo' }, { role: 'redo' }, { type: 'separator' }];
  const edit: MenuItemConstructorOptions[] = [
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll' },
  ];
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ];
  return [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    { role: 'fileMenu', submenu: [{ role: mac ? 'close' : 'quit' }] },
    { role: 'editMenu', submenu: [...(mac ? undo : []), ...edit] },
    { role: 'viewMenu', submenu: [...view, ...(developerTools ? [{ role: 'toggleDevTools' } as const] : [])] },
    { role: 'windowMenu' },
  ];
}

export function setAppMenu(developerTools: boolean): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, developerTools)));
}
