import { useTranslation } from 'react-i18next';
import { useCommands } from '../../app/commands/commands.ts';
import { chooseFolder } from '../../app/folders/choose-folder.ts';
import { importFiles, importPaths } from './import-intake.ts';

/** The two ways to choose what to import. */
export interface PickToImport {
  readonly files: () => void;
  readonly folder: () => void;
}

const FILES_ID = 'library-file-picker';

/** The browser's own file dialog; the input is made for one use and never shown. */
function askForFiles(onPicked: (files: File[]) => void): void {
  document.getElementById(FILES_ID)?.remove();
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.id = FILES_ID;
  input.hidden = true;
  input.addEventListener('change', () => {
    onPicked([...(input.files ?? [])]);
    input.remove();
  });
  // In the page, so that a test can hand it files as a person would.
  document.body.append(input);
  input.click();
}

/** Offers both ways as commands. */
export function useImportCommands(onError: (error: unknown) => void): PickToImport {
  const { t } = useTranslation('library');
  const pick: PickToImport = {
    files: () => askForFiles((files) => void importFiles(files).catch(onError)),
    folder: () => {
      void chooseFolder(t('folderTitle'), t('folderAction'))
        .then((dir) => (dir === null ? undefined : importPaths([dir])))
        .catch(onError);
    },
  };
  const group = t('group');
  useCommands([
    { id: 'library.add-files', title: t('addFiles'), keys: ['Mod+O'], group, run: pick.files },
    { id: 'library.add-folder', title: t('addFolder'), keys: ['Mod+Shift+O'], group, run: pick.folder },
  ]);
  return pick;
}
