/** Runs in a child process: imports one film, prepares it, and says so of every chunk of its proxy. */
import { openCore } from '../../electron/core/app.ts';
import { importOne, RESOURCES } from './case-library.ts';

const [libraryDir = '', film = ''] = process.argv.slice(2);
const say = (...words: (string | number)[]) => process.stdout.write(`${words.join(' ')}\n`);
const options = { libraryDir, resourcesDir: RESOURCES, ffmpeg: 'ffmpeg', mode: 'write', lockWaitMs: 0 } as const;
const core = await openCore(options);
core.on((event) => {
  if (event.type !== 'prepared') return;
  const made = event.preparation.proxy?.made ?? [];
  say(
    'made',
    made.map(([first, last]) => last - first + 1).reduce((sum, n) => sum + n, 0),
  );
});
const id = await importOne(core, film);
await core.call('evidence.prepare', { id });
setInterval(() => undefined, 1000);
