import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { VerifyJobResult } from '../../../shared/api.ts';
import type { Job } from '../../../shared/job.ts';
import type { Step, Work } from '../../core/progress.ts';
import type { CliContext, CommonOptions } from './cli-context.ts';
import { progressView } from './cli-progress.ts';
import { resultOf } from './cli-session.ts';
import { EXIT } from './exit-codes.ts';
import { bytesText, columns, counted } from './plain-text.ts';

export type VerifyBundle = (dir: string, work: Work) => Promise<VerifyJobResult>;

function summary({ ok, checked, problems }: VerifyJobResult): string {
  const what = `${counted(checked.files, 'file')} (${bytesText(checked.bytes)}), ${counted(checked.ledgerEntries, 'ledger entry', 'ledger entries')}, ${counted(checked.frames, 'frame')} checked`;
  if (ok) return `${what}: everything is as it was recorded.`;
  const rows = problems.map((problem) => [problem.code, problem.path, problem.message]);
  return `${columns(rows)}\n${what}: ${counted(problems.length, 'problem')} found.`;
}

/** Parts of a bag (RFC 8493 §2.1 and §2.2); any of them is enough, since the others may be what was taken away. */
const BAG_PARTS = ['bagit.txt', 'manifest-sha256.txt', 'data'];

const isBundle = (dir: string) =>
  BAG_PARTS.some((name) => existsSync(join(dir, name))) && !existsSync(join(dir, 'library.sqlite'));

/** A bundle is checked without a library, hence without a job; its steps are shown as if it were one. */
async function followed(cli: CliContext, dir: string, verifyBundle: VerifyBundle): Promise<VerifyJobResult> {
  const { signal, stderr } = cli.session;
  const view = progressView(stderr, 1);
  const job: Job = {
    id: dir,
    kind: 'verify-bundle',
    batch: dir,
    title: dir,
    state: 'running',
    progress: null,
    result: null,
    error: null,
    createdAt: '',
    endedAt: null,
  };
  const onStep = (step: Step) => view.update({ ...job, progress: { ...step, rate: null, secondsLeft: null } });
  try {
    return await verifyBundle(dir, { signal, onStep });
  } finally {
    view.end();
  }
}

async function verifyLibrary(cli: CliContext, dir: string, options: CommonOptions): Promise<VerifyJobResult> {
  return cli.library(dir, 'read', options, async (library) => {
    const job = await library.call('custody.verify', {});
    const [ended] = await library.wait([job]);
    return resultOf<VerifyJobResult>(ended);
  });
}

/** `aigaq verify DIR_OR_BUNDLE` */
export const verifyCommand = (verifyBundle: VerifyBundle) => (cli: CliContext) =>
  cli
    .command('verify', 'check a library or a bundle against what was recorded')
    .argument('<dir-or-bundle>', 'folder of a library or of a bundle')
    .action(async (given: string, options: CommonOptions) => {
      const dir = resolve(given);
      const report = await (isBundle(dir) ? followed(cli, dir, verifyBundle) : verifyLibrary(cli, dir, options));
      const { ok, checked, problems } = report;
      cli.answer({ ok, checked, problems }, () => summary(report), ok ? EXIT.done : EXIT.failed);
    });
