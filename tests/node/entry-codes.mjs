// Reads {"prefix", "count"}; prints so many codes of 登记, none of which was taken.
import { text } from 'node:stream/consumers';
import { load } from './entry.mjs';

const { prefix, count } = JSON.parse(await text(process.stdin));
const { newCode } = load('codes');
const codes = [];
while (codes.length < count) codes.push(newCode(prefix, (code) => codes.includes(code)));
process.stdout.write(JSON.stringify(codes));
