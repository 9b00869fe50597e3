// What is wrong in a style sheet, not how it is laid out.
export default {
  extends: ['stylelint-config-recommended'],
  // It compares rules that never meet at one element.
  rules: { 'no-descending-specificity': null },
};
