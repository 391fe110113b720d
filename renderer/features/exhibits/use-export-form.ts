import { useLocalStorage } from '@mantine/hooks';
import { useQueryCall } from '../../host/host.ts';
import { type ExportForm, readForm } from './export-form.ts';

export interface FormControl {
  readonly form: ExportForm;
  readonly change: (some: Partial<ExportForm>) => void;
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
  return { form, change: (some) => setForm((before) => ({ ...before, ...some })) };
}
