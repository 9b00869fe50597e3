// Reads {"index": {...}, "asks": [[kind, data, context, changed]]}; prints what the rules of 登记 find in each record, with
// what is otherwise in the index.
import { text } from 'node:stream/consumers';
import { load } from './entry.mjs';

const { index, asks } = JSON.parse(await text(process.stdin));
const { rules } = load('values', 'schema', 'suggest', 'explain', 'rules');

const answers = asks.map(([kind, data, context, changed]) =>
  rules[kind](data, { ...context, index: { ...index, ...changed } }),
);
process.stdout.write(JSON.stringify(answers));
