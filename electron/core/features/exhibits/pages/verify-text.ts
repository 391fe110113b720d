import { NAMESPACE, SIGNER_IDENTITY } from '../../custody/custody-service.ts';
import { HEAD_FILE, HEAD_SIGNATURE, stampCommand } from '../bundle/ledger-files.ts';
import { contentsCommand, exhibitCommand } from '../print/printed-hash.ts';
import type { SheetText } from '../print/sheet-text.ts';
import type { BundleDocument, ExhibitDocument } from '../schema/bundle-schema.ts';

/** Name under which allowed_signers lists the library's key, and the namespace of the signature. */
export const SIGNER = { identity: SIGNER_IDENTITY, namespace: NAMESPACE } as const;
/** File in an exhibit's folder with the MD5 of every marked picture, one per line. */
export const FRAMES_FILE = 'frames-md5.txt';

export interface VerifyTextInput {
  readonly text: SheetText;
  readonly fingerprint: string;
  readonly ffmpeg: string;
  readonly exhibits: readonly ExhibitDocument[];
  /** Hash over all exhibits and originals, as every sheet has it. */
  readonly contents: string | undefined;
  readonly timestamps: NonNullable<BundleDocument['timestamps']>;
  /** Path below the bag of an original that is in the bundle, by its SHA-256. */
  readonly originalPaths: ReadonlyMap<string, string>;
  readonly volume?: BundleDocument['volume'];
}

type VolumeBehind = NonNullable<BundleDocument['volume']>['behind'][number];

/** What is in a volume, in words. */
export const volumeText = ({ number, exhibits, originals }: VolumeBehind, { t }: SheetText): string =>
  t('volume.entry', { number, exhibits: exhibits.join(', ') || t('volume.none'), originals: originals.length });

/**
 * Commands with which `sha256sum` judges every file; one line each, for a POSIX shell. Without --strict a line that is
 * no checksum and path is only a warning, and the command succeeds.
 */
export const FILE_COMMANDS = [
  'sha256sum --quiet --strict -c manifest-sha256.txt',
  'sha256sum --quiet --strict -c tagmanifest-sha256.txt',
] as const;

/** A manifest says nothing about files that it does not list, so names are compared too, below data/ and beside it. */
export const EXTRA_COMMANDS = [
  'test "$(find data ! -type d | LC_ALL=C sort)" = "$(cut -c67- manifest-sha256.txt | LC_ALL=C sort)" && echo complete',
  `test "$(find . -path ./data -prune -o ! -type d -print | LC_ALL=C sort)" = "$( (sed 's|^[0-9a-f]*  |./|' tagmanifest-sha256.txt; echo ./tagmanifest-sha256.txt) | LC_ALL=C sort)" && echo complete`,
] as const;

export const SIGNATURE_COMMAND = `ssh-keygen -Y verify -f allowed_signers -I ${SIGNER.identity} -n ${SIGNER.namespace} -s manifest-sha256.txt.sig < manifest-sha256.txt`;

/** Checks the head of the ledger, which the library signed by itself, apart from this bundle. */
export const HEAD_COMMAND = `ssh-keygen -Y verify -f allowed_signers -I ${SIGNER.identity} -n ${SIGNER.namespace} -s data/${HEAD_SIGNATURE} < data/${HEAD_FILE}`;

/** Ties the signed head to the extract: both name the same number of entries, last hash and root. */
export const EXTRACT_COMMAND = `test "$(tail -n 5 data/custody.json | head -n 3 | tr -d ' ",')" = "$(tail -n 3 data/${HEAD_FILE} | sed 's/entries/count/; s/ /:/')" && echo complete`;

/** The picture list of frames.md: every decoded picture with its own timing, nothing dropped or repeated. */
const LIST = '-fps_mode passthrough -enc_time_base -1 -f framemd5 - | grep -v "^#"';

/** Counts the pictures of a clip as they are stored, edit lists ignored. */
export function clipCommand(number: string, count: number, name = 'clip.mp4'): string {
  const clip = `data/exhibits/${number}/${name}`;
  return `test "$(ffmpeg -nostdin -v error -ignore_editlist 1 -i ${clip} -map 0:v:0 ${LIST} | wc -l)" -eq ${count} && echo complete`;
}

/** Decodes the original again and compares the marked pictures. `original` is a path that needs no quoting. */
export function framesCommand(number: string, first: number, last: number, original: string): string {
  const select = `sed -n "${first + 1},${last + 1}p" | awk -F ", *" '{print $6}'`;
  const list = `data/exhibits/${number}/${FRAMES_FILE}`;
  return `ffmpeg -nostdin -v error -copyts -i ${original} -map 0:v:0 ${LIST} | ${select} | cmp - ${list} && echo identical`;
}

/** How to check the bundle with sha256sum, ssh-keygen and ffmpeg alone. Commands stand on lines of their own. */
export function verifyText(input: VerifyTextInput): string {
  const { t } = input.text;
  const command = (line: string) => `    ${line}`;
  const films = input.exhibits.filter((exhibit) => exhibit.in !== null && exhibit.out !== null);
  const title = t('verify.title');
  const blocks = [
    `${title}\n${'='.repeat(title.length)}`,
    ...(input.volume === undefined
      ? []
      : [`${t('volume.of', { number: input.volume.number, count: input.volume.count })}. ${t('volume.each')}`]),
    t('verify.intro'),
    [t('verify.files'), ...FILE_COMMANDS.map(command)].join('\n'),
    [t('verify.extra'), ...EXTRA_COMMANDS.map(command)].join('\n'),
    [t('verify.signature'), command(SIGNATURE_COMMAND)].join('\n'),
    t('verify.key', { fingerprint: input.fingerprint }),
    [t('verify.head', { file: `data/${HEAD_FILE}` }), command(HEAD_COMMAND)].join('\n'),
    [t('verify.extract'), command(EXTRACT_COMMAND)].join('\n'),
  ];
  if (input.timestamps.length > 0) {
    const lines = input.timestamps.map((stamp) => command(stampCommand(stamp)));
    blocks.push([t('verify.timestamps'), ...lines].join('\n'));
  }
  if (films.length > 0) {
    const clips = films.flatMap(({ number, frameCount, files }) =>
      files
        .filter(({ role }) => role === 'clip' || role === 'clean')
        .map(({ path }) => command(clipCommand(number, frameCount ?? 0, path))),
    );
    blocks.push([t('verify.clips'), ...clips].join('\n'), t('verify.frames'));
    if (films.some(({ source }) => !input.originalPaths.has(source.sha256))) blocks.push(t('verify.framesOriginal'));
    for (const each of films) blocks.push(framesBlock(each, input, command));
    blocks.push(t('verify.framesVersion', { version: input.ffmpeg }));
  }
  if (input.contents !== undefined) {
    blocks.push([t('verify.sheets'), ...sheetCommands(input.exhibits, input.contents).map(command)].join('\n'));
  }
  if (input.volume !== undefined && input.volume.behind.length > 0) {
    blocks.push(t('volume.verify'), ...input.volume.behind.map((each) => volumeBlock(each, input.text, command)));
  }
  blocks.push(t('verify.meaning'));
  return `${blocks.map((block) => wrapped(block)).join('\n\n')}\n`;
}

/** Commands that tie printed sheets to the files. */
const sheetCommands = (exhibits: readonly ExhibitDocument[], contents: string): string[] => [
  contentsCommand(contents),
  ...exhibits.map(({ number, contentSha256 }) => exhibitCommand(number, contentSha256 ?? '')),
];

function volumeBlock(each: VolumeBehind, text: SheetText, command: (line: string) => string): string {
  const judged = `test "$(sha256sum < manifest-sha256.txt | cut -c1-64)" = ${each.manifestSha256} && echo complete`;
  return `${volumeText(each, text)} ${each.manifestSha256}\n${command(judged)}`;
}

function framesBlock(exhibit: ExhibitDocument, input: VerifyTextInput, command: (line: string) => string): string {
  const { number, source } = exhibit;
  const original = input.originalPaths.get(source.sha256) ?? 'ORIGINAL';
  const heading = input.text.t('verify.pictures', { number, sha256: source.sha256 });
  return `${heading}\n${command(framesCommand(number, exhibit.in?.n ?? 0, exhibit.out?.n ?? 0, original))}`;
}

/** Breaks prose at 100 characters and leaves commands whole. */
function wrapped(block: string): string {
  return block
    .split('\n')
    .map((line) => (line.startsWith('    ') ? line : line.replace(/(.{1,100})(?: +|$)/g, '$1\n').trimEnd()))
    .join('\n');
}
