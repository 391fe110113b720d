import type { CliCommand, CommonOptions } from './cli-context.ts';

interface PlaceOptions extends CommonOptions {
  readonly code: string;
  readonly name: string;
  readonly address: string;
  readonly region?: string;
}

/** `aigaq place DIR --code C --name T --address T [--region T]` */
export const placeCommand: CliCommand = (cli) =>
  cli
    .command('place', 'add a polling station or another place, or change it')
    .argument('<dir>', 'the library')
    .requiredOption('--code <code>', 'its code, as marks and evidence name it')
    .requiredOption('--name <text>', 'its name')
    .requiredOption('--address <text>', 'its address')
    .option('--region <text>', 'its region')
    .action(async (dir: string, options: PlaceOptions) => {
      const { code, name, address, region } = options;
      // A region that is not given stays as it was.
      const given = { code, name, address, ...(region === undefined ? {} : { region: region.trim() || null }) };
      const place = await cli.library(dir, 'write', options, (library) => library.call('places.set', given));
      cli.answer(
        { place },
        () => `${place.code}: ${[place.name, place.address, place.region].filter(Boolean).join(', ')}`,
      );
    });
