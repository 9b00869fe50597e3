// Reads {"settings": {...}, "token": "...", "patience": ms, "deeds": [[what, ...]]}; does these by the client of a forge and
// prints what each gave, or {"trouble": kind, "message"}.
import { text } from 'node:stream/consumers';
import { load } from './entry.mjs';

const { settings, token, patience, deeds } = JSON.parse(await text(process.stdin));
const entry = load('forge');
const client = entry.forge({ ...settings, patience });
if (token) client.useToken(token);
const answers = [];
for (const [what, ...given] of deeds) {
  try {
    answers.push(what === 'signedIn' ? client.signedIn : await client[what](...given));
  } catch (trouble) {
    if (!(trouble instanceof entry.ForgeTrouble)) throw trouble;
    answers.push({ trouble: trouble.kind, message: trouble.message });
  }
}
process.stdout.write(JSON.stringify(answers));
