import { resolve } from 'node:path';
import type { ImportJobResult } from '../../../shared/api.ts';
import { AppError } from '../../../shared/errors.ts';
import type { DetailField } from '../../../shared/evidence.ts';
import type { Job } from '../../../shared/job.ts';
import type { CliCommand, CommonOptions } from './cli-context.ts';
import { readDetails, withDetails } from './details-options.ts';
import { EXIT } from './exit-codes.ts';
import { importDocument } from './item-document.ts';
import { columns, counted } from './plain-text.ts';

type ImportOptions = CommonOptions & Partial<Record<DetailField, string>>;

/** What became of one path. A job that failed refused its path; one that was cancelled ends the command. */
export function importResult(job: Job): ImportJobResult {
  if (job.state === 'done') return job.result as ImportJobResult;
  if (job.state === 'cancelled')
    throw new AppError('cancelled', 'The import was cancelled. What is listed stays in the library.');
  const error = job.error ?? { code: 'internal', message: 'The import ended without a result.', details: {} };
  return { path: job.title, outcome: 'refused', item: null, error };
}

function summary(results: readonly ImportJobResult[]): string {
  const count = (outcome: ImportJobResult['outcome']) => results.filter((result) => result.outcome === outcome).length;
  const rows = results.map((result) => [
    result.outcome,
    result.item?.id ?? '',
    result.error?.message ?? result.item?.warnings.map((warning) => warning.message).join(' ') ?? '',
    result.path,
  ]);
  const words = `${counted(results.length, 'file')}: ${count('imported')} imported, ${count('duplicate')} already there, ${count('refused')} refused.`;
  return rows.length > 0 ? `${columns(rows)}\n${words}` : words;
}

/** `aigaq import DIR PATH… [details]` */
export const importCommand: CliCommand = (cli) =>
  withDetails(
    cli
      .command('import', 'take files and folders in as evidence')
      .argument('<dir>', 'the library')
      .argument('<path...>', 'files and folders; folders are taken whole'),
  ).action(async (dir: string, paths: string[], options: ImportOptions) => {
    const sources = paths.map((path) => ({ path: resolve(path) }));
    const results = await cli.library(dir, 'write', options, async (library) => {
      const { jobs } = await library.call('evidence.import', { sources, details: readDetails(options) });
      return (await library.wait(jobs)).map(importResult);
    });
    const refused = results.some((result) => result.outcome === 'refused');
    cli.answer({ items: results.map(importDocument) }, () => summary(results), refused ? EXIT.partly : EXIT.done);
  });
