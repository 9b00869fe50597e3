// Reads {"settings": {...}, "token": "...", "patience": ms, "deeds": [[what, ...]]}; does these by the client of a forge and
// prints what each gave, or {"trouble": kind, "message"}. "renewable" gives it a token that has run out and can be renewed
// once, "together" does several deeds at the same time.
import { text } from 'node:stream/consumers';
import { load } from './entry.mjs';

const { settings, token, patience, deeds } = JSON.parse(await text(process.stdin));
const entry = load('values', 'handover', 'request', 'forge');
const client = entry.forge({ ...settings, patience });
if (token) client.useToken(token);
const renewable = () => {
  let left = 1;
  const renew = async () => {
    if (left-- < 1) throw new Error('used up');
    return { word: token };
  };
  entry.signIn = async () => ({ word: 'run out', renew });
  return client.signIn().then(() => null);
};
const done = (what, ...given) => {
  if (what === 'signedIn') return client.signedIn;
  if (what === 'renewable') return renewable();
  if (what === 'together') return Promise.all(given.map((deed) => done(...deed)));
  return client[what](...given);
};
const answers = [];
for (const deed of deeds) {
  try {
    answers.push(await done(...deed));
  } catch (trouble) {
    if (!(trouble instanceof entry.ForgeTrouble)) throw trouble;
    answers.push({ trouble: trouble.kind, message: trouble.message });
  }
}
process.stdout.write(JSON.stringify(answers));
