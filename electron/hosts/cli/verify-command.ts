import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { VerifyJobResult } from '../../../shared/api.ts';
import type { Work } from '../../core/progress.ts';
import type { CliContext, CommonOptions } from './cli-context.ts';
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

/** A bag announces itself (RFC 8493 §2.1.1); everything else is taken for a library. */
const isBundle = (dir: string) => existsSync(join(dir, 'bagit.txt')) && !existsSync(join(dir, 'library.sqlite'));

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
      const { signal } = cli.session;
      const report = isBundle(dir)
        ? await verifyBundle(dir, { signal, onStep: () => {} })
        : await verifyLibrary(cli, dir, options);
      const { ok, checked, problems } = report;
      cli.answer({ ok, checked, problems }, () => summary(report), ok ? EXIT.done : EXIT.failed);
    });
