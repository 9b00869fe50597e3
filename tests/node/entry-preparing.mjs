// Reads {"documents": {$id: schema}, "items", "there": {path: {text, blob}}, "sealed": [place]}; prints what the basket comes to in main, where
// this lies, and how it is called by now; or the message that stops it.
import { text } from 'node:stream/consumers';
import { load } from './entry.mjs';

const { documents, items, there, sealed } = JSON.parse(await text(process.stdin));
const entry = load(
  'values', 'schema', 'suggest', 'explain', 'validator', 'judge', 'writer', 'reader', 'changes', 'rules', 'visit',
  'handover', 'request', 'basket', 'sealed', 'preparing',
);
const library = entry.schemas(documents);
const basket = entry.basket(async () => null, library);
basket.load(items);
const client = { read: async (path) => there[path] ?? null };
const subject = (item) => entry.handover.subjectOf(item, library);
const prepare = entry.preparing({ basket, client, library, subject, isSealed: entry.sealed(sealed) });
const found = await prepare().catch((trouble) => ({ trouble: trouble.kind, message: trouble.message }));
process.stdout.write(JSON.stringify({ ...found, now: basket.items }));
