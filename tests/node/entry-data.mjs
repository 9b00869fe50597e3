// Reads { root, broken, calls } as JSON: a folder of pages, which of its scripts cannot be read, and what is asked of
// them in turn: [what, ...arguments]. Prints the answers; of one that fails, "failed".
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import { load } from './entry.mjs';

const require = createRequire(import.meta.url);
const { root, broken = [], calls } = JSON.parse(await text(process.stdin));
const loaded = [];
globalThis.JIEDUI_FIND_TEXT = require('../../scripts/jiedui/site/assets/find-text.js');
globalThis.JIEDUI_FIND_PEOPLE = require('../../scripts/jiedui/site/assets/find-people.js').people;
globalThis.JIEDUI_LOAD = async (path, shelf, name) => {
  const file = `${root}/assets/${path}.js`;
  if (broken.includes(path) || !existsSync(file)) throw new Error(path);
  loaded.push(path);
  (0, eval)(readFileSync(file, 'utf8'));
  return globalThis[shelf][name];
};
for (const index of ['find', 'entry-data']) (0, eval)(readFileSync(`${root}/assets/${index}/index.js`, 'utf8'));
const { data, duplicates } = load('values', 'data', 'duplicates');
const asked = {
  index: () => data.index,
  record: (id) => data.record(id),
  taken: (id) => data.taken(id),
  unread: (id) => data.unread(id),
  kindOf: (id) => data.kindOf(id),
  household: (record, context) => duplicates.household(record, context),
  helper: (record, context) => duplicates.helper(record, context),
  loaded: () => loaded,
};
const answers = [];
for (const [what, ...given] of calls) answers.push(await Promise.resolve(asked[what](...given)).catch(() => 'failed'));
process.stdout.write(JSON.stringify(answers));
