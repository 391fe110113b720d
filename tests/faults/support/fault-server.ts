/** Runs in a child process; fault-child.ts starts it and hands it one scenario after the other, a line each. */
import { writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { createInterface } from 'node:readline';
import { toEnvelope } from '../../../shared/errors.ts';
import { lineOf, type Said } from './fault-facts.ts';
import { type Scenario, STEPS } from './scenario-steps.ts';

// Straight to the descriptor: what has been said must have left the process before the next step.
const say = (said: Said) => void writeSync(1, lineOf(said));

async function run(scenario: Scenario, dir: string, seed: number): Promise<void> {
  try {
    await STEPS[scenario]({
      ...{ dir, seed },
      begin: (fact) => say({ word: 'begin', fact }),
      ack: (fact) => say({ word: 'ack', fact }),
      failed: (told) => say({ word: 'failed', told: { ...told, details: told.details ?? {} } }),
    });
  } catch (error) {
    const { code, message, details } = toEnvelope(error);
    say({ word: 'failed', told: { code, message, details: details ?? {} } });
  }
  say({ word: 'end' });
}

createInterface({ input: process.stdin }).on('line', (line) => {
  const { scenario, dir, seed } = JSON.parse(line) as { scenario: Scenario; dir: string; seed: number };
  void run(scenario, dir, seed);
});
// Most children are killed and would leave no cache to the next one.
flushCompileCache();
say({ word: 'ready' });
