// Reads {"documents": {$id: schema}, "asks": [[what, kind, ...]]}; prints what the writer, the reader and the changes of
// 登记 answer. What is undefined is null, as in Python.
import { text } from 'node:stream/consumers';
import { load } from './entry.mjs';

const { documents, asks } = JSON.parse(await text(process.stdin));
const entry = load('validator', 'values', 'schema', 'suggest', 'explain', 'judge', 'writer', 'reader', 'changes');
const library = entry.schemas(documents);
const { apply, decide, diff } = entry.changes;

const frozen = (value) => {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
};
const answers = {
  write: (record, data, modeline) => entry.write(data, record, modeline),
  read: (record, written) => entry.read(written, record),
  lines: (record, data, pointer, indent) => entry.lines(data, record.resolve(record.at(pointer)), record, indent),
  // From one version to another, onto a third; the conflicts decided for mine where `mine` says so, and once more.
  changes: (record, base, made, theirs, mine) => {
    let changes = frozen(diff(base, made, record));
    const first = apply(changes, theirs, record);
    for (const conflict of first.conflicts) changes = decide(changes, conflict, mine && !conflict.gone);
    const decided = apply(changes, theirs, record);
    return { changes: diff(base, made, record), first, decided, again: apply(changes, decided.data, record) };
  },
};
const told = asks.map(([what, kind, ...rest]) => answers[what](library.record(kind), ...rest.map(frozen)));
process.stdout.write(JSON.stringify(told));
