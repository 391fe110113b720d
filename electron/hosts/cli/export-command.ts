import { resolve } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import { AGE_KEY_PROBLEMS, ageKeyProblem } from '../../../shared/age-key.ts';
import type { ExportJobResult } from '../../../shared/api.ts';
import { BURN_INS, type BurnIn, parseBurnIn } from '../../../shared/burn-in.ts';
import { type ExportedBundle, Profile } from '../../../shared/exhibit.ts';
import { LANGUAGES, type Language } from '../../../shared/violation.ts';
import { parseVolumeSize } from '../../../shared/volume-size.ts';
import { type CliCommand, type CommonOptions, gathered } from './cli-context.ts';
import { resultOf } from './cli-session.ts';
import { EXIT } from './exit-codes.ts';
import { markIds } from './mark-ids.ts';
import { counted, visible } from './plain-text.ts';

interface ExportCommandOptions extends CommonOptions {
  readonly out: string;
  readonly marks?: readonly string[];
  readonly profile?: Profile | 'both';
  readonly twin?: boolean;
  readonly lang?: Language;
  readonly withOriginals?: boolean;
  readonly allowIncomplete?: boolean;
  readonly zip?: boolean;
  readonly encryptTo?: readonly string[];
  readonly volumeSize?: number;
  readonly burnIn?: BurnIn;
  readonly slate?: boolean;
}

function ageKeys(value: string, before?: readonly string[]): readonly string[] {
  const problem = ageKeyProblem(value);
  if (problem !== null) throw new InvalidArgumentError(`It ${AGE_KEY_PROBLEMS[problem]}.`);
  return gathered(value, before);
}

function volumeSize(value: string): number {
  const bytes = parseVolumeSize(value);
  if (bytes === null) {
    throw new InvalidArgumentError('Write a size of at least 1M with its unit (k, M, G or T), such as 4.7G or 700M.');
  }
  return bytes;
}

function burnIn(value: string): BurnIn {
  const parts = parseBurnIn(value);
  if (parts === null)
    throw new InvalidArgumentError(`Write none, or some of ${BURN_INS.join(',')} with commas between.`);
  return parts;
}

/** One line for each bag with the hash of its manifest. */
function placesOf({ path, manifestSha256, volumes }: ExportedBundle): string {
  const bags = volumes ?? [{ path, manifestSha256 }];
  return bags.map((bag) => `${bag.path}\nSHA-256 of the manifest: ${bag.manifestSha256}`).join('\n');
}

function summary({ bundle, publicTwin, blocked, resumed = 0 }: ExportJobResult): string {
  const left = blocked.map(
    (mark) => `left out: ${visible(mark.title)} (${mark.markId}) does not state: ${mark.missing.join(', ')}`,
  );
  const made = bundle
    ? `${counted(bundle.exhibits.length, 'exhibit')} in ${placesOf(bundle)}`
    : 'No bundle was made: no exhibit states what it must. Complete them, or use --allow-incomplete.';
  return [
    ...left,
    made,
    ...(publicTwin ? [`the public one in ${placesOf(publicTwin)}`] : []),
    ...(resumed === 0 ? [] : [`${counted(resumed, 'film')} of a run that was stopped, hashed again`]),
  ].join('\n');
}

/** `aigaq export DIR --out BUNDLE …` */
export const exportCommand: CliCommand = (cli) =>
  cli
    .command('export', 'make a bundle of exhibits that anybody can check')
    .argument('<dir>', 'the library')
    .requiredOption('--out <bundle>', 'folder of the bundle: new, or empty')
    .option('--marks <ids>', 'marks to export, by id, with commas between (default: the chosen ones)', markIds)
    .addOption(
      new Option('--profile <profile>', 'for whom it is (default: court)').choices([...Profile.options, 'both']),
    )
    .option('--twin', 'make both, named with -court and -public; the same as --profile both')
    .addOption(new Option('--lang <language>', 'language of its sheets (default: en)').choices(LANGUAGES))
    .option('--with-originals', 'put the untouched originals in (court profile)')
    .option('--allow-incomplete', 'take exhibits that lack facts as well, stamped INCOMPLETE')
    .option('--zip', 'make one zip, named with .zip, instead of a folder')
    .option(
      '--encrypt-to <key>',
      'make a zip that only the holder of this age key (age1…) can open, named with .zip.age; may be given several times',
      ageKeys,
    )
    .option(
      '--volume-size <size>',
      'divide over several bundles of at most this size (4.7G, 700M; decimal), named with -1of3 and so on',
      volumeSize,
    )
    .option(
      '--burn-in <parts>',
      'what is burnt into clips: some of number,frame,clock, or none (default: none); clean.mp4 then has the same pictures without',
      burnIn,
    )
    .option('--slate', 'add a plate to every exhibit, as a picture of its own')
    .action(async (dir: string, options: ExportCommandOptions) => {
      const { marks, profile, lang, withOriginals, allowIncomplete, zip, encryptTo } = options;
      const result = await cli.library(dir, 'write', options, async (library) => {
        const job = await library.call('exhibits.export', {
          out: resolve(options.out),
          markIds: marks ? [...marks] : undefined,
          profile: profile === 'both' ? undefined : profile,
          twin: options.twin === true || profile === 'both',
          lang,
          withOriginals,
          allowIncomplete,
          zip,
          encryptTo: encryptTo ? [...encryptTo] : undefined,
          volumeSize: options.volumeSize,
          burnIn: options.burnIn,
          slate: options.slate,
        });
        const [ended] = await library.wait([job]);
        return resultOf<ExportJobResult>(ended);
      });
      const { bundle, blocked, publicTwin, warnings, resumed } = result;
      for (const { message } of warnings) cli.warn(visible(message));
      const answer = {
        bundle,
        blocked,
        warnings,
        ...(publicTwin ? { publicTwin } : {}),
        ...(resumed ? { resumed } : {}),
      };
      cli.answer(answer, () => summary(result), blocked.length > 0 ? EXIT.partly : EXIT.done);
    });
