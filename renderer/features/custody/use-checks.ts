import { useTranslation } from 'react-i18next';
import type { VerifyReport } from '../../../shared/custody.ts';
import type { Job } from '../../../shared/job.ts';
import { useCommands } from '../../app/commands/commands.ts';
import { chooseFolder } from '../../app/folders/choose-folder.ts';
import { useJobs, useMutationCall } from '../../host/host.ts';
import { verifyReport } from '../../ui/verification/verify-report.ts';

export interface Check {
  readonly job: Job;
  readonly report: VerifyReport | null;
}

/** The newest check of a kind with what it found; null when none is in the list of jobs. */
function newest(jobs: readonly Job[], kind: Job['kind']): Check | null {
  const of = jobs.filter((job) => job.kind === kind);
  const job = of.reduce<Job | undefined>(
    (best, each) => (best && best.createdAt > each.createdAt ? best : each),
    undefined,
  );
  return job === undefined ? null : { job, report: job.state === 'done' ? verifyReport(job) : null };
}

/** The two checks of this screen: what was found last, and how to start them. */
export function useChecks() {
  const { t } = useTranslation('custody');
  const jobs = useJobs();
  const library = newest(jobs, 'verify');
  const bundle = newest(jobs, 'verify-bundle');
  const startLibrary = useMutationCall('custody.verify');
  const startBundle = useMutationCall('custody.verifyBundle');
  const verifyLibrary = () => startLibrary.mutate({});
  const verifyBundle = async () => {
    const dir = await chooseFolder(t('bundle.choose'), t('bundle.here'));
    if (dir !== null) startBundle.mutate({ dir });
  };
  const group = t('title');
  useCommands([
    { id: 'custody.verify-library', title: t('library.verify'), keys: ['V'], group, run: verifyLibrary },
    {
      id: 'custody.verify-bundle',
      title: t('bundle.verify'),
      keys: ['Shift+V'],
      group,
      run: () => void verifyBundle(),
    },
  ]);
  return {
    library,
    bundle,
    startingLibrary: startLibrary.isPending,
    startingBundle: startBundle.isPending,
    verifyLibrary,
    verifyBundle: () => void verifyBundle(),
  };
}
