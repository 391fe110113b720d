import { useLocalStorage } from '@mantine/hooks';
import { useState } from 'react';
import { useQueryCall } from '../../host/host.ts';
import { pageMemory } from '../../lib/memory-storage.ts';
import { type ExportForm, readForm } from './export-form.ts';
import { type Packing, readPacking } from './packing-form.ts';

export interface FormControl {
  readonly form: ExportForm;
  readonly change: (some: Partial<ExportForm>) => void;
  /** Keys as pasted. They say who gets the case, and one may be a secret key by mistake: they are never written to a disk. */
  readonly recipients: string;
  readonly setRecipients: (text: string) => void;
  /** What form and keys say about how the bundle is packed. */
  readonly packing: Packing;
}

/** The form of the open library's next bundle. */
export function useExportForm(libraryId: string): FormControl {
  const language = useQueryCall('app.state', {}).data?.settings.language ?? 'en';
  const [form, setForm] = useLocalStorage<ExportForm>({
    key: `aigaq.export.${libraryId}`,
    defaultValue: readForm(null, language),
    getInitialValueInEffect: false,
    deserialize: (text) => readForm(text, language),
  });
  const kept = `aigaq.recipients.${libraryId}`;
  const [recipients, setRecipients] = useState(() => pageMemory.getItem(kept) ?? '');
  return {
    form,
    change: (some) => setForm((before) => ({ ...before, ...some })),
    recipients,
    setRecipients: (text) => {
      pageMemory.setItem(kept, text);
      setRecipients(text);
    },
    packing: readPacking(form, recipients),
  };
}
