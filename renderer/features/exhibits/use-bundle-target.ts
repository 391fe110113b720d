import { useState } from 'react';
import { useQueryCall } from '../../host/host.ts';
import { pathIn } from '../../lib/path-in.ts';
import { type NameProblem, nameProblem, proposedBundleName } from './bundle-name.ts';
import type { FormControl } from './use-export-form.ts';

/** Where the bundle will be written. */
export interface BundleTarget {
  /** Folder that the bundle's folder is made in. */
  readonly folder: string | null;
  readonly name: string;
  readonly problem: NameProblem | null;
  /** The whole path; null while there is no folder or the name cannot be used. */
  readonly out: string | null;
  /** Why the folder cannot be looked into, if it cannot. */
  readonly folderError: unknown;
}

const NO_FOLDERS: readonly { name: string }[] = [];

/** Folder and name of the next bundle: as chosen before, else the machine's own folder and a name from title and day. */
export function useBundleTarget(title: string, form: FormControl['form']): BundleTarget {
  const home = useQueryCall('app.state', {}).data?.homeFolder ?? null;
  const folder = form.folder ?? home;
  const inside = useQueryCall('app.folders', { dir: folder }, { enabled: folder !== null, staleTime: 2000 });
  const [today] = useState(() => new Date());
  const taken = (inside.data?.folders ?? NO_FOLDERS).map((each) => each.name);
  const name = form.name ?? proposedBundleName(title, today, taken);
  const problem = nameProblem(name, taken);
  const out = folder === null || problem !== null || inside.isError ? null : pathIn(folder, name);
  return { folder, name, problem, out, folderError: inside.error };
}
