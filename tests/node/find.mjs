// Reads { names, queries } as JSON; prints for each query which of the names 查户 finds, and what it marks in a text.
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';

const { find, lower, prepare } = createRequire(import.meta.url)('../../scripts/jiedui/site/assets/find.js');
const { names, queries } = JSON.parse(await text(process.stdin));
const rows = names.map((name, index) => [`YYL-${index}`, name, '', '', '', '']);
const entries = prepare([rows, [], []], []);
const found = queries.map((query) => find(entries, query).flatMap((group) => group.hits.map((hit) => hit.row[1])));
process.stdout.write(JSON.stringify({ found, lengths: queries.map((query) => lower(query).length) }));
