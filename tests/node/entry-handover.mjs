// Reads {"documents": {$id: schema}, "asks": [[what, ...]]}; prints what the ways out of 登记 give. `text` gets the library.
import { text } from 'node:stream/consumers';
import { load } from './entry.mjs';

const { documents, asks } = JSON.parse(await text(process.stdin));
const entry = load('values', 'schema', 'suggest', 'explain', 'judge', 'writer', 'codes', 'handover');
const answers = { ...entry.handover, text: (item, forge) => entry.handover.text(item, entry.schemas(documents), forge) };
process.stdout.write(JSON.stringify(asks.map(([what, ...given]) => answers[what](...given))));
