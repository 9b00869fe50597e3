// Reads {"schemas": [...], "cases": [{"schema": $id, "data": ...}]}; prints one boolean per case, by Ajv.
import { text } from 'node:stream/consumers';
import Ajv2020 from 'ajv/dist/2020.js';

const { schemas, cases } = JSON.parse(await text(process.stdin));
const ajv = new Ajv2020({ strict: true, allErrors: false });
// Notes of this project that judge nothing.
ajv.addVocabulary(['x-serves', 'x-synonyms', 'x-when', 'x-front', 'x-needed', 'x-sensitive']);
ajv.addSchema(schemas);
const verdicts = cases.map(({ schema, data }) => {
  const validate = ajv.getSchema(schema);
  if (!validate) throw new Error(`no schema with the $id ${schema}`);
  return validate(data);
});
process.stdout.write(JSON.stringify(verdicts));
