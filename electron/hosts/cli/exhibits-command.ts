import { InvalidArgumentError } from 'commander';
import type { Output } from '../../../shared/api.ts';
import { AppError } from '../../../shared/errors.ts';
import type { BundleState, WholeRecipe } from '../../../shared/exhibit-recipe.ts';
import type { CliCommand, CommonOptions } from './cli-context.ts';
import type { OpenLibrary } from './cli-session.ts';
import { jsonFile } from './json-file.ts';
import { markIds } from './mark-ids.ts';
import { visible } from './plain-text.ts';

interface PrefixAndStart {
  readonly prefix: string;
  readonly start: number;
}

interface ExhibitsOptions extends CommonOptions {
  readonly recipe?: string;
  readonly add?: readonly string[];
  readonly withdraw?: readonly string[];
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

/** It can be changed and handed back as a recipe, see {@link recipeIn}. */
const documentOf = (exhibits: Exhibits, { numbering: how, groups, fixed, withdrawn }: BundleState) => ({
  version: 1,
  numbering: how,
  groups,
  fixed,
  exhibits: exhibits.map(({ number, label, fixed: given, mark, recipe, missing }) => ({
    ...{ number, label, fixed: given, markId: mark.id, title: mark.title, missing },
    ...recipe,
  })),
  withdrawn: withdrawn.map(({ number, label, markId }) => ({ number, label, markId })),
});

/** What only tells of a bundle or of an exhibit and is no part of a recipe, by where it stands in the answer above. */
const TOLD = { bundle: ['fixed', 'withdrawn'], exhibit: ['number', 'label', 'fixed', 'title', 'missing'] } as const;

const without = (value: unknown, names: readonly string[]): unknown =>
  typeof value !== 'object' || value === null || Array.isArray(value)
    ? value
    : Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));

/** The recipe in a file, be it the answer of this very command. What it holds is for the core to judge. */
function recipeIn(path: string): WholeRecipe {
  const whole = without(jsonFile(path), TOLD.bundle) as { exhibits?: unknown };
  const { exhibits } = whole ?? {};
  const cut = Array.isArray(exhibits)
    ? { ...whole, exhibits: exhibits.map((one) => without(one, TOLD.exhibit)) }
    : whole;
  return cut as WholeRecipe;
}

function summary(exhibits: Exhibits, { withdrawn }: BundleState): string {
  const lines = exhibits.map(({ label, mark, group }) => {
    const section = group === null ? '' : `  [${visible(group.title)}]`;
    return `${visible(label)}  ${mark.id}  ${visible(mark.title)}${section}`;
  });
  const gaps = withdrawn.map(({ label }) => `${visible(label)}  withdrawn`);
  const all = [...lines, ...gaps];
  return all.length === 0 ? 'No exhibits are chosen.' : all.join('\n');
}

/** Makes the changes that were asked for, in the order in which the options are described. */
async function change(library: OpenLibrary, options: ExhibitsOptions): Promise<void> {
  const { recipe, add, withdraw, numbering: asked, fixNumbers } = options;
  if (recipe !== undefined) await library.call('exhibits.apply', recipeIn(recipe));
  if (add !== undefined) await library.call('exhibits.add', { markIds: [...add] });
  if (withdraw !== undefined) await withdrawn(library, withdraw);
  if (asked !== undefined) {
    const { numbering: now } = await library.call('exhibits.bundle', {});
    await library.call('exhibits.setBundle', { numbering: { ...now, ...asked } });
  }
  if (fixNumbers === true) await library.call('exhibits.fixNumbers', {});
}

/** To the core, what is not chosen is withdrawn already; on a command line it is a slip of the hand. */
async function withdrawn(library: OpenLibrary, ids: readonly string[]): Promise<void> {
  const chosen = new Set((await library.call('exhibits.list', {})).map(({ mark }) => mark.id));
  const unknown = ids.filter((id) => !chosen.has(id));
  if (unknown.length > 0) {
    const text = `${unknown.join(', ')}: not among the exhibits, so nothing was withdrawn. See their ids with: aigaq exhibits DIR`;
    throw new AppError('not_found', text, { markIds: unknown });
  }
  await library.call('exhibits.remove', { markIds: [...ids] });
}

/** `aigaq exhibits DIR …`: what is chosen for a bundle and how it is numbered, grouped and presented. */
export const exhibitsCommand: CliCommand = (cli) =>
  cli
    .command('exhibits', 'list the chosen exhibits, or set how they are numbered, grouped and presented')
    .argument('<dir>', 'the library')
    .option('--recipe <path>', 'JSON file that sets all of it; see “Recipes” in data-format.md')
    .option('--add <ids>', 'marks to choose as well, by id, with commas between', markIds)
    .option('--withdraw <ids>', 'marks to choose no more, by id, with commas between', markIds)
    .option('--numbering <prefix,start>', 'text before each number and the first number, such as “А-,1”', numbering)
    .option('--fix-numbers', 'give every exhibit its number for good; a withdrawn one leaves a gap')
    .action(async (dir: string, options: ExhibitsOptions) => {
      const { recipe, add, withdraw, numbering: asked, fixNumbers } = options;
      const changes = [recipe, add, withdraw, asked, fixNumbers].some((option) => option !== undefined);
      const { exhibits, bundle } = await cli.library(dir, changes ? 'write' : 'read', options, async (library) => {
        await change(library, options);
        return { exhibits: await library.call('exhibits.list', {}), bundle: await library.call('exhibits.bundle', {}) };
      });
      cli.answer(documentOf(exhibits, bundle), () => summary(exhibits, bundle));
    });
