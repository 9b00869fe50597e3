// Reads what is typed as JSON; prints for each text whether the box at the top of a page sends it, and whether 查户 keeps it.
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';

const require = createRequire(import.meta.url);
const assets = '../../scripts/jiedui/site/assets';
const { keepable } = require(`${assets}/find-text.js`);

// As much of a page as frame.js asks for before it has the box.
const box = {};
const nothing = () => {};
let changed;
globalThis.window = globalThis;
globalThis.addEventListener = nothing;
globalThis.matchMedia = () => ({ addEventListener: nothing });
globalThis.MutationObserver = class {
  constructor(called) {
    changed = called;
  }
  observe() {}
};
globalThis.document = {
  currentScript: { src: 'file:///site/assets/frame.js' },
  documentElement: { dataset: {} },
  addEventListener: nothing,
  querySelectorAll: (sought) => (sought === '.jd-search > input:disabled' ? [box] : []),
};
require(`${assets}/frame.js`);
changed();

// As a browser reads the pattern of a box, in which there are no line breaks.
const pattern = new RegExp(`^(?:${box.pattern})$`, 'v');
const typed = JSON.parse(await text(process.stdin));
process.stdout.write(JSON.stringify(typed.map((words) => [pattern.test(words.replace(/[\r\n]/g, '')), keepable(words)])));
