// Reads {"stored": {}, "quota": n or null for a forbidden storage, "path", "steps": [[now, method, ...arguments]]}; prints
// what each step gave and what is stored in the end. A step "tab" is what another window does to the storage.
import { text } from 'node:stream/consumers';
import { load } from './entry.mjs';

const { stored, quota, path, steps } = JSON.parse(await text(process.stdin));

const methods = {
  getItem: (key) => (Object.hasOwn(storage, key) ? storage[key] : null),
  setItem(key, value) {
    const others = Object.entries(storage).filter(([name]) => name !== key);
    if (JSON.stringify(others).length + value.length > quota) throw new DOMException('full', 'QuotaExceededError');
    storage[key] = value;
  },
  removeItem: (key) => delete storage[key],
};
const storage = Object.create(methods, Object.getOwnPropertyDescriptors(stored));
const forbidden = () => {
  throw new DOMException('denied', 'SecurityError');
};
Object.defineProperty(globalThis, 'localStorage', { get: () => (quota === null ? forbidden() : storage) });
globalThis.location = { pathname: path };

let asked = false;
const listeners = {};
globalThis.addEventListener = (name, listener) => (listeners[name] = listener);
const { drafts } = load('codes', 'drafts');
const more = {
  tab: (key, value) => methods.setItem(key, value),
  // A draft as it was saved the last time, with other items.
  again: (id, items, saved, days) => drafts.save({ id, items, saved }, days),
  leaves: (unsent) => {
    asked = false;
    drafts.guard(() => unsent);
    listeners.beforeunload({ preventDefault: () => (asked = true) });
    return asked;
  },
};
const done = steps.map(([now, method, ...given]) => {
  Date.now = () => now;
  return (more[method] ?? drafts[method])(...given) ?? null;
});
process.stdout.write(JSON.stringify({ done, stored: storage }));
