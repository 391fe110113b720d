import { matches, parseChord } from '../../lib/key-chord.ts';
import { commandsAt } from './command-registry.ts';

const TYPING = 'input:not([type=checkbox]):not([type=radio]):not([type=range]),textarea,select,[contenteditable=true]';
const FLOATING = '[role=dialog],[role=menu]';
/** What answers Space and Enter itself. */
const PRESSABLE = 'button,a[href],summary,input,[role=button],[role=checkbox],[role=switch],[role=tab],[role=radio]';
/** What answers arrow keys itself. */
const STEERED = 'input[type=range],input[type=radio],[role=slider],[role=separator],[role=tab],[role=radio]';

/** True when the focused control has its own use for the key, so that a command must not take it away. */
function controlWants(event: KeyboardEvent, target: Element): boolean {
  if (event.key === ' ' || event.key === 'Enter') return target.closest(PRESSABLE) !== null;
  if (event.key.startsWith('Arrow') || event.key === 'Home' || event.key === 'End') {
    return target.closest(STEERED) !== null;
  }
  return false;
}

function handle(event: KeyboardEvent, path: string): void {
  if (event.defaultPrevented || event.isComposing || event.getModifierState('AltGraph')) return;
  const target = event.target instanceof Element ? event.target : document.body;
  const typing = target.closest(TYPING) !== null;
  const floating = target.closest(FLOATING) !== null || document.querySelector('[aria-modal=true]') !== null;
  if (!typing && controlWants(event, target)) return;
  const fitting = commandsAt(path).filter(
    (each) =>
      each.enabled !== false &&
      (each.whileTyping === true || !(typing || floating)) &&
      (each.keys ?? []).some((keys) => matches(parseChord(keys), event)),
  );
  const command = fitting.findLast(({ first }) => first === true) ?? fitting.at(-1);
  if (command === undefined) return;
  event.preventDefault();
  command.run();
}

/** The one place that listens to keys for commands. `path` says where somebody is or is going. The result ends it. */
export function followKeys(path: () => string): () => void {
  const listener = (event: KeyboardEvent) => handle(event, path());
  window.addEventListener('keydown', listener);
  return () => window.removeEventListener('keydown', listener);
}
