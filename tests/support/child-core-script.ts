/** Runs in a child process; child-core.ts starts it. */
import { openCore } from '../../electron/core/app.ts';
import type { ImportJobResult } from '../../shared/api.ts';
import { toEnvelope } from '../../shared/errors.ts';
import { RESOURCES } from './case-library.ts';

const [libraryDir = '', ...paths] = process.argv.slice(2);
const say = (...words: (string | number)[]) => process.stdout.write(`${words.join(' ')}\n`);

try {
  const options = { libraryDir, resourcesDir: RESOURCES, ffmpeg: null, mode: 'write', lockWaitMs: 0 } as const;
  const core = await openCore(options);
  say('open');
  core.on((event) => {
    if (event.type !== 'job') return;
    const { progress, result, state } = event.job;
    if (progress !== null) say('progress', progress.done, progress.step);
    if (state === 'done') say('imported', (result as ImportJobResult).item?.sha256 ?? '');
  });
  if (paths.length > 0) await core.call('evidence.import', { sources: paths.map((path) => ({ path })) });
  setInterval(() => undefined, 1000);
} catch (error) {
  say('failed', toEnvelope(error).code);
}
