// The scripts of the site run in browsers, as they are; those of the tests in Node.
import js from '@eslint/js';
import globals from 'globals';

export default [
  // Not ours: kept as it came.
  { ignores: ['**/entry/validator.js'] },
  js.configs.recommended,
  { rules: { eqeqeq: 'error', 'no-var': 'error', 'prefer-const': 'error' } },
  {
    files: ['**/site/assets/**/*.js', '**/preview/*.js'],
    // The tests load a script as a module, to measure it without a page.
    languageOptions: { sourceType: 'script', globals: { ...globals.browser, module: 'writable', require: 'readonly' } },
  },
  { files: ['**/*.mjs'], languageOptions: { globals: globals.node } },
];
