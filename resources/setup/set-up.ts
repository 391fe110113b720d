import { findFfmpeg } from '../../electron/hosts/find-ffmpeg.ts';
import { fetchFfmpeg } from './fetch-binaries.ts';
import { findBrowser } from './find-browser.ts';
import { findProgram } from './find-program.ts';
import { say } from './run-command.ts';
import { installCommand, type NeededProgram, providePrograms } from './system-packages.ts';

const FFMPEG: NeededProgram = {
  program: 'ffmpeg',
  apt: 'ffmpeg',
  brew: 'ffmpeg',
  winget: 'ffmpeg',
  why: 'work on recordings',
  fetch: fetchFfmpeg,
};
const CHROMIUM: NeededProgram = {
  program: 'chromium',
  apt: 'chromium',
  brew: '--cask chromium',
  winget: 'Google.Chrome',
  why: 'the window, because Electron is not on this machine',
};

/** What only the tests need: independent judges of what Aigaq makes. */
const FOR_TESTS: readonly NeededProgram[] = [
  { program: 'ffprobe', apt: 'ffmpeg', brew: 'ffmpeg', winget: 'ffmpeg', why: 'judging frames in tests' },
  {
    program: 'pdftotext',
    apt: 'poppler-utils',
    brew: 'poppler',
    winget: 'oschwartz10612.Poppler',
    why: 'judging PDFs in tests',
  },
  {
    program: 'ssh-keygen',
    apt: 'openssh-client',
    brew: 'openssh',
    winget: 'Microsoft.OpenSSH.Preview',
    why: 'judging signatures in tests',
  },
];

/** Linux's own; elsewhere the tests of a failing disk say that they are left out. */
const STRACE: NeededProgram = {
  program: 'strace',
  apt: 'strace',
  brew: '',
  winget: '',
  why: 'tests of crashes and failing disks',
};

function isThere({ program }: NeededProgram): boolean {
  if (program === 'ffmpeg') return findFfmpeg().path !== null;
  if (program === 'chromium') return findBrowser() !== null;
  return findProgram(program) !== null;
}

/**
 * Finds what is missing and installs it where that is allowed. Running it again changes nothing.
 * @returns what is still missing; one line has told the person how to get it
 */
async function provide(needed: readonly NeededProgram[]): Promise<NeededProgram[]> {
  const missing = await providePrograms(needed, isThere);
  if (missing.length > 0) {
    const names = missing.map((one) => one.program).join(', ');
    say(
      `Missing on this machine: ${names}. To get ${missing.length === 1 ? 'it' : 'them'}: ${installCommand(missing)}`,
    );
  }
  return missing;
}

/** For working: ffmpeg, and a browser where the window has to be one. Aigaq starts without them and says what is amiss. */
export const setUpForWork = (needsBrowser: boolean): Promise<NeededProgram[]> =>
  provide(needsBrowser ? [FFMPEG, CHROMIUM] : [FFMPEG]);

/** For the tests: all of it must be there. */
export const setUpForTests = (): Promise<NeededProgram[]> =>
  provide([
    FFMPEG,
    { ...CHROMIUM, why: 'browser tests' },
    ...FOR_TESTS,
    ...(process.platform === 'linux' ? [STRACE] : []),
  ]);
