// Reads {"documents": {$id: schema}, "records": {id: record}, "deeds": [[what, ...]]}; does these to a basket, one after
// another, and prints what each gave: `record` what the basket makes of one, `items` what is in it.
import { text } from 'node:stream/consumers';
import { load } from './entry.mjs';

const { documents, records, deeds } = JSON.parse(await text(process.stdin));
const entry = load('values', 'schema', 'suggest', 'explain', 'validator', 'judge', 'writer', 'reader', 'changes', 'basket');
const counts = [];
const known = async (id) => (Object.hasOwn(records, id) ? structuredClone(records[id]) : null);
const basket = entry.basket(known, entry.schemas(documents), (items) => counts.push(items.length));
const answers = [];
for (const [what, ...given] of deeds) {
  const found = what === 'items' ? basket.items : what === 'counts' ? counts : await basket[what](...given);
  answers.push(structuredClone(found ?? null));
}
process.stdout.write(JSON.stringify(answers));
