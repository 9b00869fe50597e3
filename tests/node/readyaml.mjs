// Reads a JSON list of YAML texts; prints the list of values that a YAML 1.2 reader (core schema) sees in them.
import { text } from 'node:stream/consumers';
import { parse } from 'yaml';

const documents = JSON.parse(await text(process.stdin));
process.stdout.write(JSON.stringify(documents.map((document) => parse(document))));
