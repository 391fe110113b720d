import { useEffect, useEffectEvent, useState } from 'react';
import { bridge } from '../../host/host.ts';
import { takeDrop } from './dropped-files.ts';
import { importFiles } from './import-intake.ts';

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

async function importDrop(transfer: DataTransfer): Promise<void> {
  const { top, walk } = takeDrop(transfer);
  await importFiles(bridge.kind === 'desktop' ? top : await walk());
}

/**
 * Files and folders dropped anywhere on the window are imported.
 * @returns true while something that could be dropped is over the window
 */
export function useDropImport(onError: (error: unknown) => void): boolean {
  const [over, setOver] = useState(false);
  const drop = useEffectEvent((transfer: DataTransfer) => void importDrop(transfer).catch(onError));
  useEffect(() => {
    const control = new AbortController();
    const { signal } = control;
    // Entering a child leaves its parent: only leaving the window itself ends the drag.
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    const hover = (event: DragEvent) => {
      if (!carriesFiles(event) || event.dataTransfer === null) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setOver(true);
    };
    const land = (event: DragEvent) => {
      setOver(false);
      if (!carriesFiles(event) || event.dataTransfer === null) return;
      event.preventDefault();
      drop(event.dataTransfer);
    };
    document.addEventListener('dragenter', hover, { signal });
    document.addEventListener('dragover', hover, { signal });
    document.addEventListener('dragleave', leave, { signal });
    document.addEventListener('drop', land, { signal });
    return () => control.abort();
  }, []);
  return over;
}
