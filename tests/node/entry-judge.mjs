// Reads {"documents": {$id: schema}, "asks": [[what, ...]]}; prints what the values, schemas and judge of 登记 answer.
import { text } from 'node:stream/consumers';
import { load } from './entry.mjs';

const { documents, asks } = JSON.parse(await text(process.stdin));
const { judge, schemas, values } = load('validator', 'values', 'schema', 'suggest', 'explain', 'judge');
const library = schemas(documents);

// All that a schema says of its fields, by their pointers.
const described = (kind, pointers) => {
  const record = library.record(kind);
  const keys = (schema) => record.properties(schema).map(([key]) => key);
  const parts = (schema) => [schema, schema.items && record.resolve(schema.items)];
  return {
    typed: record.typed,
    fields: pointers.map((pointer) => {
      const schema = record.resolve(record.at(pointer));
      const below = parts(schema).map((part) => part && keys(part));
      return { schema, below, title: record.title(pointer), shape: record.shape(pointer), definition: record.definition(pointer) };
    }),
  };
};
const converted = (kind, data) => {
  const impossible = [];
  return { data: values.convert(data, library.record(kind).typed, impossible), impossible };
};

// The characters of some ranges that a text may not hold, by their codes; of marks four in a row.
const refused = (ranges) => {
  const record = { title: () => '', typed: null, validator: { validate: () => ({ errors: [] }) } };
  const spelt = (code) => `${String.fromCodePoint(code).repeat(4)}-`;
  const codes = ranges.flatMap(([first, end]) => Array.from({ length: end - first }, (_, place) => first + place));
  return codes.filter((code) => judge([spelt(code)], record).faults.length);
};

const answers = {
  refused,
  described,
  converted,
  judge: (kind, data) => judge(data, library.record(kind)),
  // What is filled in is judged as it will be written.
  filled: (kind, data) => judge(values.kept(data) ?? {}, library.record(kind)),
};
for (const name of ['tidy', 'exists', 'calendarFault', 'kept', 'copy', 'same', 'fits']) answers[name] = values[name];
process.stdout.write(JSON.stringify(asks.map(([what, ...rest]) => answers[what](...rest))));
