// Runs scripts of 登记 as a page does, one after another, and gives back what they share.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

export const load = (...names) => {
  for (const name of names) require(`../../scripts/jiedui/site/assets/entry/${name}.js`);
  return globalThis.JIEDUI_ENTRY;
};
