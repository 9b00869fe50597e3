// Reads { shelf, scripts } as JSON: scripts that carry data. Runs them as a page does and prints what they hold together.
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';

const { shelf, scripts } = JSON.parse(await text(process.stdin));
for (const path of scripts) (0, eval)(readFileSync(path, 'utf8'));
process.stdout.write(JSON.stringify(globalThis[shelf]));
