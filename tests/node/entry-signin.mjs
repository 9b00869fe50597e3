// Reads {"settings": {...}, "secure": bool, "deeds": [[what, ...]]}; signs in to a forge as a page and its window do, then does
// the deeds as entry-forge.mjs. Where it is not `secure` the page came over http to another host and has no digest. Prints
// {"asked": {...}, "answers": [...]}: what the window asked of the forge, and what each deed gave.
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { runInNewContext } from 'node:vm';
import { load } from './entry.mjs';

const { settings, secure, deeds } = JSON.parse(await text(process.stdin));
const SIGNED_IN = readFileSync(new URL('../../scripts/jiedui/site/assets/signed-in.js', import.meta.url), 'utf-8');
globalThis.location = new URL('http://site.example.cn/jiedui/entry.html#basket');
if (!secure) {
  const { crypto } = globalThis;
  Object.defineProperty(globalThis, 'crypto', { value: { getRandomValues: (bytes) => crypto.getRandomValues(bytes) } });
}
let asked = {};
const window = async (address) => {
  asked = Object.fromEntries(new URL(address).searchParams);
  const answer = await fetch(address, { redirect: 'manual' });
  const left = new URL(answer.headers.get('location'));
  runInNewContext(SIGNED_IN, { URLSearchParams, BroadcastChannel, location: left, history: { replaceState() {} }, window: { close() {} } });
};
globalThis.open = () => ({ location: { replace: window }, close() {} });

const entry = load('values', 'handover', 'request', 'signin', 'forge');
const client = entry.forge(settings);
const answers = [];
for (const [what, ...given] of [['signIn'], ...deeds]) {
  try {
    const found = await client[what](...given);
    answers.push(what === 'signIn' ? null : found);
  } catch (trouble) {
    if (!(trouble instanceof entry.ForgeTrouble)) throw trouble;
    answers.push({ trouble: trouble.kind, message: trouble.message });
  }
}
process.stdout.write(JSON.stringify({ asked, answers }));
