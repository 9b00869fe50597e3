// Reads the schemas of objects, resolved; prints for each the keys in the order in which 登记 asks, with the help of each.
import { text } from 'node:stream/consumers';
import { load } from './entry.mjs';

const objects = JSON.parse(await text(process.stdin));
const { asked } = load('dom', 'values', 'fields');
const ask = (properties) => asked.arranged(Object.entries(properties)).map(([key, part]) => [key, asked.help(part)]);
process.stdout.write(JSON.stringify(objects.map(ask)));
