import { AppError } from '../../../shared/errors.ts';
import type { DetailField } from '../../../shared/evidence.ts';
import type { CliCommand, CommonOptions } from './cli-context.ts';
import { readDetails, withDetails } from './details-options.ts';
import { itemDocument } from './item-document.ts';
import { itemRow } from './item-text.ts';
import { columns } from './plain-text.ts';

type SetOptions = CommonOptions & Partial<Record<DetailField, string>>;

/** `aigaq set DIR ID [details]` */
export const setCommand: CliCommand = (cli) =>
  withDetails(
    cli
      .command('set', 'state where evidence comes from; an empty text clears a field')
      .argument('<dir>', 'the library')
      .argument('<id>', 'the evidence'),
  ).action(async (dir: string, id: string, options: SetOptions) => {
    const details = readDetails(options);
    if (Object.keys(details).length === 0) {
      throw new AppError(
        'usage',
        'Nothing to set: name at least one field, for instance --source. See: aigaq help set',
      );
    }
    const [item] = await cli.library(dir, 'write', options, (library) =>
      library.call('evidence.set', { ids: [id], details }),
    );
    if (item === undefined) throw new AppError('not_found', `There is no evidence ${id} in this library.`, { id });
    cli.answer({ item: itemDocument(item) }, () => columns([itemRow(item)]));
  });
