// Reads [[what, ...]]; prints what a visit of 登记 knows by itself. A day and hour is given as a text.
import { text } from 'node:stream/consumers';
import { load } from './entry.mjs';

const asks = JSON.parse(await text(process.stdin));
const { visit } = load('values', 'schema', 'suggest', 'explain', 'rules', 'visit');

const answers = asks.map(([what, ...rest]) =>
  what === 'clock' ? visit.clock(rest[0], new Date(rest[1])) : visit[what](...rest),
);
process.stdout.write(JSON.stringify(answers));
