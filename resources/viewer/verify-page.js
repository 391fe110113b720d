import { bagOf } from './verify-bag.js';
import { judge } from './verify-run.js';

// The page itself: takes the folder, shows progress, and says in words what was found. All text is set as text.
const MOST_FAULTS = 200;
const byId = (id) => document.getElementById(id);
const texts = JSON.parse(byId('texts').textContent);
const words = (key, values = {}) =>
  (texts[key] ?? key).replace(/\{\{(\w+)\}\}/g, (whole, name) =>
    typeof values[name] === 'number'
      ? values[name].toLocaleString(document.documentElement.lang)
      : (values[name] ?? whole),
  );

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function faultList(faults) {
  const list = document.createElement('ul');
  for (const { key, path, seq } of faults.slice(0, MOST_FAULTS))
    list.append(element('li', words(`fault.${key}`, { path, seq })));
  if (faults.length > MOST_FAULTS) list.append(element('li', words('more', { count: faults.length - MOST_FAULTS })));
  return list;
}

function checkItem({ id, state, values, faults }) {
  const item = element('li', '', { 'data-check': id, 'data-state': state });
  item.append(element('strong', `${words(`state.${state}`)} `), words(`${id}.${state}`, values));
  if (state === 'open') item.append(element('pre', words(`${id}.command`)));
  if (faults.length > 0) item.append(faultList(faults));
  return item;
}

function say(state, text) {
  const verdict = byId('verdict');
  verdict.dataset.state = state;
  verdict.textContent = text;
}

function showReport({ verdict, checks, open, fingerprint }, bag) {
  byId('folder-name').textContent = words('folder', { name: bag.name, count: bag.files.size });
  byId('checks').replaceChildren(...checks.map(checkItem));
  byId('open').replaceChildren(...open.map((key) => element('li', words(`open.${key}`))));
  byId('fingerprint').textContent = fingerprint ?? words('noKey');
  byId('report').hidden = false;
  say(verdict, words(`verdict.${verdict}`));
}

let running = 0;

async function start(picked) {
  const run = ++running;
  const bar = byId('progress');
  byId('report').hidden = true;
  const bag = bagOf(picked);
  if (bag === null) return say('bad', words('noBag'));
  if (globalThis.crypto?.subtle === undefined) return say('bad', words('noCrypto'));
  say('busy', words('busy'));
  bar.hidden = false;
  const report = await judge(bag.files, (done, total) => {
    if (run === running) [bar.max, bar.value] = [Math.max(1, total), done];
  });
  // Another folder was picked meanwhile: this answer is about one that nobody asks for any more.
  if (run !== running) return;
  bar.hidden = true;
  showReport(report, bag);
}

/** All files below a dropped folder. Chromium hides them from pages that were opened from a disk, and throws. */
async function filesBelow(entry, path) {
  if (entry.isFile) return [{ path, file: await new Promise((resolve, reject) => entry.file(resolve, reject)) }];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return found;
    for (const each of some) found.push(...(await filesBelow(each, `${path}/${each.name}`)));
  }
}

async function dropped(event) {
  event.preventDefault();
  const entries = [...event.dataTransfer.items]
    .map((item) => item.webkitGetAsEntry())
    .filter((entry) => entry !== null);
  try {
    const lists = await Promise.all(entries.map((entry) => filesBelow(entry, entry.name)));
    await start(lists.flat());
  } catch {
    say('bad', words('noDrop'));
  }
}

const input = byId('folder');
input.addEventListener('change', () =>
  start([...input.files].map((file) => ({ path: file.webkitRelativePath || file.name, file }))),
);
document.addEventListener('dragover', (event) => event.preventDefault());
document.addEventListener('drop', dropped);
byId('print').addEventListener('click', () => globalThis.print());
byId('no-script').hidden = true;
byId('start').hidden = false;
