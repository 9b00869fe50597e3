// Reads { root, queries } as JSON: a folder with the data of 查户, and what is typed. Prints for each query what is found,
// the first ten of each group, and how large the parts were that it made the page load.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';

const require = createRequire(import.meta.url);
const assets = '../../scripts/jiedui/site/assets';
const { people: peopleOf } = require(`${assets}/find-people.js`);
const { pages: pagesOf } = require(`${assets}/find-pages.js`);
const { keepable, marked, secret, words } = require(`${assets}/find-text.js`);

const { root, queries } = JSON.parse(await text(process.stdin));
const FOLDERS = ['households', 'helpers', 'townships'];
const FIRST = 10;
globalThis.window = globalThis;
let loaded = {};
const load = async (name) => {
  const source = readFileSync(`${root}/assets/${name}.js`, 'utf8');
  (0, eval)(source);
  loaded[name] = Buffer.byteLength(source);
  return globalThis.window.JIEDUI_FIND[name];
};
const index = await load('find/index');
const people = peopleOf(index, load);
const pages = pagesOf(await load('pages'), people.table, index.also);

const answers = [];
for (const query of queries) {
  loaded = {};
  const found = await people.answer(query);
  const groups = {};
  for (const { kind, hits } of found.groups) {
    const first = hits.slice(0, FIRST);
    const rows = kind < 2 ? await people.rows(first.map((hit) => hit.number)) : first.map((hit) => hit.row);
    groups[FOLDERS[kind]] = { count: hits.length, first: rows.map(([id]) => `${FOLDERS[kind]}/${id}.html`) };
  }
  const sought = words(query, people.table);
  const places = pages(sought).map(([place]) => place);
  if (places.length) groups.pages = { count: places.length, first: places.slice(0, FIRST) };
  answers.push({ ...found, groups, ways: found.ways.map(({ row }) => row[1]), loaded, secret: secret(query), keepable: keepable(query),
    marked: marked(query, found.words, people.table) });
}
process.stdout.write(JSON.stringify(answers));
