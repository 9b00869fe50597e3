// Bundles the validator of 登记 from its package, and prints it as JSON; with the name of a file it is written there.
import { writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const NOTICE = `// @cfworker/json-schema 4.1.6, MIT License, Copyright (c) 2020 Jeremy Danyow; parts by Mathias Bynens
//
// Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
// documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
// rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
// persons to whom the Software is furnished to do so, subject to the following conditions:
//
// The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
// Software.
//
// THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
// WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
// COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
// OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

// Of no schema of ours does a text have a format: they would be a quarter of the bundle.
const withoutFormats = {
  name: 'without formats',
  setup: ({ onLoad }) => onLoad({ filter: /format\.js$/ }, () => ({ contents: 'export const format = {};' })),
};

const { outputFiles } = await build({
  stdin: {
    contents: `import { Validator } from './node_modules/@cfworker/json-schema/dist/esm/validator.js';
      (globalThis.JIEDUI_ENTRY ??= {}).Validator = Validator;`,
    resolveDir: dirname(fileURLToPath(import.meta.url)),
  },
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['chrome90', 'firefox90', 'safari15'],
  plugins: [withoutFormats],
  banner: { js: NOTICE },
  write: false,
});
const [file] = process.argv.slice(2);
if (file) writeFileSync(file, outputFiles[0].contents);
else process.stdout.write(JSON.stringify(outputFiles[0].text));
