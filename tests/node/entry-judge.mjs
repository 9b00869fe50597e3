// Reads {"documents": {$id: schema}, "asks": [[what, ...]]}; prints what the values, schemas and judge of 登记 answer.
import { text } from 'node:stream/consumers';
import { load } from './entry.mjs';

const { documents, asks } = JSON.parse(await text(process.stdin));
const { values, schemas } = load('values', 'schema');
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

const answers = { described, converted };
for (const name of ['tidy', 'exists', 'calendarFault', 'copy', 'same']) answers[name] = values[name];
process.stdout.write(JSON.stringify(asks.map(([what, ...rest]) => answers[what](...rest))));
