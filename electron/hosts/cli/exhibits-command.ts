import { InvalidArgumentError } from 'commander';
import type { Output } from '../../../shared/api.ts';
import type { BundleState, WholeRecipe } from '../../../shared/exhibit-recipe.ts';
import type { CliCommand, CommonOptions } from './cli-context.ts';
import { jsonFile } from './json-file.ts';
import { visible } from './plain-text.ts';

interface PrefixAndStart {
  readonly prefix: string;
  readonly start: number;
}

interface ExhibitsOptions extends CommonOptions {
  readonly recipe?: string;
  readonly numbering?: PrefixAndStart;
  readonly fixNumbers?: boolean;
}

/** `А-,5`, or a start alone. */
function numbering(value: string): PrefixAndStart {
  const [, prefix = '', start = ''] = /^(?:(.*),)?(\d+)$/s.exec(value) ?? [];
  if (start === '') throw new InvalidArgumentError('Write a prefix, a comma and the first number, such as “А-,1”.');
  return { prefix, start: Number(start) };
}

type Exhibits = Output<'exhibits.list'>;

const documentOf = (exhibits: Exhibits, { numbering: how, groups, fixed, withdrawn }: BundleState) => ({
  numbering: how,
  groups,
  fixed,
  exhibits: exhibits.map(({ number, label, fixed: given, mark, recipe, missing }) => ({
    ...{ number, label, fixed: given, markId: mark.id, title: mark.title, missing },
    ...recipe,
  })),
  withdrawn: withdrawn.map(({ number, label, markId }) => ({ number, label, markId })),
});

function summary(exhibits: Exhibits, { withdrawn }: BundleState): string {
  const lines = exhibits.map(({ label, mark, group }) => {
    const section = group === null ? '' : `  [${visible(group.title)}]`;
    return `${visible(label)}  ${mark.id}  ${visible(mark.title)}${section}`;
  });
  const gaps = withdrawn.map(({ label }) => `${visible(label)}  withdrawn`);
  const all = [...lines, ...gaps];
  return all.length === 0 ? 'No exhibits are chosen.' : all.join('\n');
}

/** `aigaq exhibits DIR …`: what is chosen for a bundle and how it is numbered, grouped and presented. */
export const exhibitsCommand: CliCommand = (cli) =>
  cli
    .command('exhibits', 'list the chosen exhibits, or set how they are numbered, grouped and presented')
    .argument('<dir>', 'the library')
    .option('--recipe <path>', 'JSON file that sets all of it; see “Recipes” in data-format.md')
    .option('--numbering <prefix,start>', 'text before each number and the first number, such as “А-,1”', numbering)
    .option('--fix-numbers', 'give every exhibit its number for good; a withdrawn one leaves a gap')
    .action(async (dir: string, options: ExhibitsOptions) => {
      const changes = options.recipe !== undefined || options.numbering !== undefined || options.fixNumbers === true;
      const { exhibits, bundle } = await cli.library(dir, changes ? 'write' : 'read', options, async (library) => {
        // What it holds is for the core to judge; it names every field that is wrong.
        if (options.recipe !== undefined) await library.call('exhibits.apply', jsonFile(options.recipe) as WholeRecipe);
        if (options.numbering !== undefined) {
          const { numbering: now } = await library.call('exhibits.bundle', {});
          await library.call('exhibits.setBundle', { numbering: { ...now, ...options.numbering } });
        }
        if (options.fixNumbers === true) await library.call('exhibits.fixNumbers', {});
        return { exhibits: await library.call('exhibits.list', {}), bundle: await library.call('exhibits.bundle', {}) };
      });
      cli.answer(documentOf(exhibits, bundle), () => summary(exhibits, bundle));
    });
