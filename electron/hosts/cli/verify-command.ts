import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { VerifyJobResult } from '../../../shared/api.ts';
import type { Job } from '../../../shared/job.ts';
import type { KeptHead } from '../../../shared/ledger-head.ts';
import type { Step, Work } from '../../core/progress.ts';
import type { CliContext, CommonOptions } from './cli-context.ts';
import { progressView } from './cli-progress.ts';
import { resultOf } from './cli-session.ts';
import { EXIT } from './exit-codes.ts';
import { keptHead } from './kept-head.ts';
import { bytesText, columns, counted } from './plain-text.ts';

export type VerifyBundle = (dir: string, work: Work, earlier: KeptHead | null) => Promise<VerifyJobResult>;

interface VerifyOptions extends CommonOptions {
  readonly head?: string;
}

function summary({ ok, checked, problems, since }: VerifyJobResult): string {
  const what = `${counted(checked.files, 'file')} (${bytesText(checked.bytes)}), ${counted(checked.ledgerEntries, 'ledger entry', 'ledger entries')}, ${counted(checked.frames, 'frame')} checked`;
  const grown = since
    ? `\nThe ledger only grew since it had ${counted(since.count, 'entry', 'entries')}: ${since.added} more.`
    : '';
  if (ok) return `${what}: everything is as it was recorded.${grown}`;
  const rows = problems.map((problem) => [problem.code, problem.path, problem.message]);
  return `${columns(rows)}\n${what}: ${counted(problems.length, 'problem')} found.`;
}

/** Parts of a bag (RFC 8493 §2.1 and §2.2); any of them is enough, since the others may be what was taken away. */
const BAG_PARTS = ['bagit.txt', 'manifest-sha256.txt', 'data'];

const isBundle = (dir: string) =>
  BAG_PARTS.some((name) => existsSync(join(dir, name))) && !existsSync(join(dir, 'library.sqlite'));

/** A bundle is checked without a library, hence without a job; its steps are shown as if it were one. */
async function followed(
  cli: CliContext,
  dir: string,
  earlier: KeptHead | null,
  verifyBundle: VerifyBundle,
): Promise<VerifyJobResult> {
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
    return await verifyBundle(dir, { signal, onStep }, earlier);
  } finally {
    view.end();
  }
}

async function verifyLibrary(
  cli: CliContext,
  dir: string,
  earlier: KeptHead | null,
  options: CommonOptions,
): Promise<VerifyJobResult> {
  return cli.library(dir, 'read', options, async (library) => {
    const job = await library.call('custody.verify', { head: earlier ?? undefined });
    const [ended] = await library.wait([job]);
    return resultOf<VerifyJobResult>(ended);
  });
}

/** `aigaq verify DIR_OR_BUNDLE` */
export const verifyCommand = (verifyBundle: VerifyBundle) => (cli: CliContext) =>
  cli
    .command('verify', 'check a library or a bundle against what was recorded')
    .argument('<dir-or-bundle>', 'folder of a library or of a bundle')
    .option('--head <head>', 'an earlier head (count:hash, or a file): prove that the ledger only grew since')
    .action(async (given: string, { head, ...options }: VerifyOptions) => {
      const earlier = head === undefined ? null : keptHead(head);
      const dir = resolve(given);
      const report = await (isBundle(dir)
        ? followed(cli, dir, earlier, verifyBundle)
        : verifyLibrary(cli, dir, earlier, options));
      const { ok, checked, problems, database, since } = report;
      cli.answer({ ok, checked, problems, database, since }, () => summary(report), ok ? EXIT.done : EXIT.failed);
    });
