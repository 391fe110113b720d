import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { AppError, ERROR_CODES } from '../../shared/errors.ts';
import { cli, scriptedCore } from '../support/cli-runner.ts';

interface ErrorDocument {
  readonly error: { readonly code: string; readonly message: string; readonly details: object };
}

async function refusal(...argv: string[]): Promise<ErrorDocument['error'] & { exit: number }> {
  const { code, json, err } = await cli([...argv]);
  expect(err).toBe('');
  return { ...(json as unknown as ErrorDocument).error, exit: code };
}

describe('wrong usage', () => {
  it.each([
    ['no command', ['--json']],
    ['an unknown command', ['frobnicate', 'lib', '--json']],
    ['annotations without a file', ['annotate', 'lib', 'mark', '--json']],
    ['a sealed library without a passphrase', ['init', 'lib', '--title', 'T', '--sealed', '--json']],
    ['an unknown option', ['list', 'lib', '--no-such-option', '--json']],
    ['a missing argument', ['show', 'lib', '--json']],
    ['one argument too many', ['list', 'lib', 'more', '--json']],
    ['a missing option', ['init', 'lib', '--json']],
    ['an option without its value', ['still', '--json', 'lib', 'id', '--frame']],
    ['a number that is none', ['still', 'lib', 'id', '--frame', '1.5', '--out', 'x.png', '--json']],
    ['a region of three numbers', ['mark', 'lib', 'id', '--page', '1', '--region', '0,0,1', '--title', 't', '--json']],
    ['a language that is not offered', ['export', 'lib', '--out', 'b', '--lang', 'de', '--json']],
    ['an operator without a name', ['list', 'lib', '--operator', ' ', '--json']],
    ['a port beyond the last', ['serve', 'lib', '--port', '65536', '--json']],
    ['help on a command that is not there', ['help', 'frobnicate', '--json']],
    ['restore without a backup', ['restore', 'lib', '--json']],
    ['set without anything to set', ['set', 'lib', 'id', '--json']],
  ])('answers %s with exit 2 and an error document', async (_what, argv) => {
    const { exit, code, message, details } = await refusal(...argv);
    expect({ exit, code }).toEqual({ exit: 2, code: 'usage' });
    expect(message).toMatch(/aigaq help/);
    expect(message).not.toMatch(/\n|^error:|outputHelp/);
    expect(details).toBeTypeOf('object');
  });

  it('tells a person on stderr and leaves stdout empty', async () => {
    const { code, out, err } = await cli(['frobnicate']);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toBe("aigaq: Wrong usage: unknown command 'frobnicate'. See: aigaq help\n");
  });

  it('prints help and version on stdout with exit 0', async () => {
    expect(await cli(['--version'])).toMatchObject({ code: 0, out: '0.0.0-test\n', err: '' });
    const help = await cli(['mark', '--help']);
    expect(help.code).toBe(0);
    expect(help.out).toContain('--violation <code>');
  });
});

describe('exit codes of failures', () => {
  const failing = (error: unknown) => cli(['list', 'lib', '--json'], { openCore: () => Promise.reject(error) });

  it.each(ERROR_CODES)('maps %s', async (code) => {
    const { code: exit, json } = await failing(new AppError(code, 'What happened.', { a: 1 }));
    const library = [
      'library_missing',
      'library_locked',
      'library_newer',
      'library_damaged',
      'passphrase_needed',
      'passphrase_wrong',
    ];
    expect(exit).toBe(code === 'usage' ? 2 : library.includes(code) ? 4 : 1);
    expect(json).toEqual({ error: { code, message: 'What happened.', details: { a: 1 } } });
  });

  it('never prints a stack trace', async () => {
    const defect = new TypeError('first line\n    at somewhere (file.js:1:2)');
    const { code, out } = await failing(defect);
    expect(code).toBe(1);
    expect(out).toContain('first line');
    expect(out).not.toContain('file.js');
    const plain = await cli(['list', 'lib'], { openCore: () => Promise.reject(defect) });
    expect(plain.err).not.toContain('file.js');
  });
});

describe('arguments', () => {
  const core = () => scriptedCore({ 'search.query': { hits: [], total: 0 } });

  it('takes what follows -- as it is, also when it looks like an option', async () => {
    const opened = core();
    const { code, json } = await cli(['search', '--json', '--', 'lib', '--json'], { openCore: async () => opened });
    expect(code).toBe(0);
    expect(json).toEqual({ hits: [], total: 0 });
    expect(opened.asked).toEqual([['search.query', expect.objectContaining({ query: '--json' })]]);
  });

  it('does not take --json after -- for the option', async () => {
    const { out } = await cli(['search', '--', 'lib', '--json'], { openCore: async () => core() });
    expect(out).toBe('0 hits, 0 shown.\n');
  });

  it('opens for reading what only reads, for writing what writes', async () => {
    const modes: string[] = [];
    const openCore = async ({ mode }: { mode: string }) => {
      modes.push(mode);
      throw new AppError('library_missing', 'Not here.');
    };
    const reading = [
      ['list', 'l'],
      ['show', 'l', 'i'],
      ['frames', 'l', 'i'],
      ['codebook', 'l'],
      ['search', 'l', 'q'],
    ];
    reading.push(['ledger', 'l'], ['verify', 'l'], ['still', 'l', 'i', '--frame', '0', '--out', 'x']);
    const writing = [
      ['import', 'l', 'f'],
      ['set', 'l', 'i', '--note', 'n'],
      ['mark', 'l', 'i', '--title', 't'],
    ];
    writing.push(['place', 'l', '--code', 'c', '--name', 'n', '--address', 'a'], ['reverify', 'l', 'm']);
    writing.push(['export', 'l', '--out', 'o']);
    for (const argv of reading) await cli(argv, { openCore });
    expect(modes.splice(0)).toEqual(reading.map(() => 'read'));
    for (const argv of writing) await cli(argv, { openCore });
    expect(modes).toEqual(writing.map(() => 'write'));
  });

  it('gathers repeated violations and sends nothing that was not given', async () => {
    const mark = { id: 'mk-1', in: null, out: null, page: 2, title: 'T' };
    const opened = scriptedCore({ 'marks.create': mark });
    const argv = ['mark', 'lib', 'ev-1', '--page', '2', '--region', '0.1,0.2,0.3,0.4', '--title', 'T'];
    const { json } = await cli([...argv, '--violation', 'A1', '--violation', 'B2', '--json'], {
      openCore: async () => opened,
    });
    expect(json).toEqual({ mark });
    const [, input] = opened.asked[0] ?? [];
    expect(JSON.parse(JSON.stringify(input))).toEqual({
      evidenceId: 'ev-1',
      title: 'T',
      page: 2,
      region: { x: 0.1, y: 0.2, width: 0.3, height: 0.4 },
      violations: ['A1', 'B2'],
    });
  });

  it('hands on every key that an archive is for, and refuses what is none', async () => {
    const job = { id: 'job-1', state: 'done', result: { bundle: null, blocked: [] } };
    const opened = scriptedCore({ 'exhibits.export': job, 'jobs.wait': [job] });
    const keys = await Promise.all([1, 2].map(async () => identityToRecipient(await generateX25519Identity())));
    const argv = ['export', '--out', 'o', '--zip', ...keys.flatMap((key) => ['--encrypt-to', key]), 'lib', '--json'];
    await cli(argv, { openCore: async () => opened });
    expect(opened.asked[0]).toEqual(['exhibits.export', expect.objectContaining({ zip: true, encryptTo: keys })]);
    for (const key of ['ssh-ed25519', keys[0]?.slice(0, -1) ?? '', await generateX25519Identity()]) {
      const refused = await refusal('export', 'lib', '--out', 'o', '--encrypt-to', key, '--json');
      expect(refused, key).toMatchObject({ exit: 2, code: 'usage' });
    }
  });

  it('takes the size of a volume with its unit', async () => {
    const opened = scriptedCore({
      'exhibits.export': { id: 'j-1' },
      'jobs.wait': [{ id: 'j-1', state: 'done', result: { bundle: null, blocked: [] } }],
    });
    await cli(['export', 'lib', '--out', 'o', '--volume-size', '4.7G', '--json'], { openCore: async () => opened });
    expect(opened.asked[0]).toEqual(['exhibits.export', expect.objectContaining({ volumeSize: 4_700_000_000 })]);
    for (const size of ['big', '-1G', '10k']) {
      const refused = await refusal('export', 'lib', '--out', 'o', `--volume-size=${size}`, '--json');
      expect(refused).toMatchObject({ exit: 2, code: 'usage' });
    }
  });

  it('clears a detail with an empty text', async () => {
    const opened = scriptedCore({ 'evidence.set': [{ id: 'ev-1', warnings: [] }] });
    await cli(['set', 'lib', 'ev-1', '--note', '', '--source', 'An archive', '--json'], {
      openCore: async () => opened,
    });
    expect(opened.asked[0]?.[1]).toEqual({ ids: ['ev-1'], details: { note: null, source: 'An archive' } });
  });
});

describe('answers', () => {
  it('turns a frame index into a list of pictures', async () => {
    const core = scriptedCore({ 'evidence.frames': { timeBase: [1, 90_000], pts: [0, 3600, 7200], keys: [0, 2] } });
    const { json } = await cli(['frames', 'lib', 'ev-1', '--json'], { openCore: async () => core });
    expect(json).toEqual({
      timeBase: [1, 90_000],
      frames: [
        { n: 0, pts: 0, key: true },
        { n: 1, pts: 3600, key: false },
        { n: 2, pts: 7200, key: true },
      ],
    });
  });

  it('escapes what could steer a terminal', async () => {
    const item = {
      id: 'ev-1',
      kind: 'other',
      bytes: 1,
      frames: null,
      pages: null,
      durationSeconds: null,
      warnings: [],
    };
    const core = scriptedCore({ 'evidence.list': [{ ...item, originalName: 'a\u202Egpj\u001b[31m.txt\n' }] });
    const { out } = await cli(['list', 'lib'], { openCore: async () => core });
    expect(out).toBe('ev-1  other  1 B      a\\u{202e}gpj\\u{1b}[31m.txt\\u{a}\n');
  });

  it('ends an interrupted wait with "cancelled", cancelling the last job first', async () => {
    const job = (id: string, state: string) => ({ id, state, kind: 'import', title: id, progress: null, error: null });
    const jobs = [job('j1', 'running'), job('j2', 'queued')];
    const interrupt = new AbortController();
    const cancelled: unknown[] = [];
    const core = scriptedCore({
      'evidence.import': { batch: 'b', jobs },
      'jobs.wait': () => {
        interrupt.abort();
        return new Promise(() => {});
      },
      'jobs.list': jobs,
      'jobs.cancel': ({ id }: { id: string }) => {
        cancelled.push(id);
        return job(id, 'cancelled');
      },
    });
    const { code, json } = await cli(['import', 'lib', 'f', '--json'], {
      openCore: async () => core,
      signal: interrupt.signal,
    });
    expect(code).toBe(1);
    expect(json).toMatchObject({ error: { code: 'cancelled' } });
    expect(cancelled).toEqual(['j2', 'j1']);
  });
});
