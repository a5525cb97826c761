import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** The rooms that may know of a window, a server or a terminal; the core may not know of them. */
const OUTER_ROOMS = ['window', 'serve', 'cli'];

/** What opens models may know of none of these. */
const NOT_IN_THE_CHILD = [
  ...OUTER_ROOMS,
  'renderer',
  'preload',
  'project',
  'formats',
  'propose',
  'review',
  'host',
];

const noElectron = { regex: '^electron(/|$)', message: 'Only src/main/window may import electron.' };
const notFrom = (rooms, message) => ({ regex: `^(\\.\\./)+(\\w+/)*(${rooms.join('|')})/`, message });

const restrict = (files, ...patterns) => ({
  files,
  ignores: ['**/*.test.ts'],
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});

export default tseslint.config(
  { ignores: ['out/**', 'node_modules/**', 'test-results/**', 'demo/**', '**/.venv/**'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: globals.node },
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/renderer/**'],
    ignores: ['**/*.test.ts'],
    languageOptions: { globals: globals.browser, parserOptions: { parser: tseslint.parser } },
    rules: {
      // Sets and maps in states are replaced, never changed.
      'svelte/prefer-svelte-reactivity': 'off',
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            noElectron,
            { regex: '^node:|^(\\.\\./)+(main|preload)/', message: 'The renderer imports shared only.' },
          ],
        },
      ],
    },
  },
  { files: ['bin/**', 'scripts/**'], rules: { 'no-console': 'off' } },
  restrict(['src/shared/**/*.ts'], noElectron, {
    regex: '^node:|^(\\.\\./)+(main|renderer|preload)/',
    message: 'src/shared is pure: no Node, no DOM, no other layer.',
  }),
  restrict(
    ['src/main/{image,onnx,models,inference,project,formats,propose,review}/**/*.ts'],
    noElectron,
    notFrom([...OUTER_ROOMS, 'renderer', 'preload'], 'The core knows no window, no server and no terminal.'),
  ),
  restrict(
    ['src/main/{image,models}/**/*.ts'],
    noElectron,
    notFrom(
      NOT_IN_THE_CHILD,
      'The inference child is made of inference, models, onnx, image and shared only.',
    ),
  ),
  restrict(
    ['src/main/onnx/**/*.ts'],
    noElectron,
    notFrom(
      [...NOT_IN_THE_CHILD, 'models', 'inference', 'image'],
      'ONNX graphs are read without knowing what they are for.',
    ),
  ),
  restrict(
    ['src/main/inference/child/**/*.ts'],
    noElectron,
    notFrom(
      NOT_IN_THE_CHILD,
      'The inference child is made of inference, models, onnx, image and shared only.',
    ),
    {
      regex: '^(\\.\\./)+models/(?!pack/)\\w+/',
      message: 'Inference knows no kind of model; models/kinds.ts lists them.',
    },
  ),
  restrict(
    ['src/main/inference/{host,jobs,providers}/**/*.ts', 'src/main/inference/*.ts'],
    noElectron,
    notFrom(
      [...NOT_IN_THE_CHILD.filter((room) => room !== 'host'), 'models', 'onnx', 'child'],
      'Inference knows no kind of model, no project and no window.',
    ),
  ),
  restrict(
    ['src/main/project/**/*.ts'],
    noElectron,
    notFrom(
      [...OUTER_ROOMS, 'renderer', 'preload', 'formats', 'propose', 'review', 'inference', 'onnx', 'models'],
      'The core knows no window, and the project file no format, no model and no batch.',
    ),
  ),
  restrict(['src/main/{serve,cli}/**/*.ts'], noElectron),
  restrict(
    ['src/main/desk/**/*.ts'],
    noElectron,
    notFrom([...OUTER_ROOMS, 'renderer', 'preload'], 'The desk knows no window, no server and no terminal.'),
  ),
  restrict(['src/preload/**/*.ts'], {
    regex: '^(\\.\\./)+main/',
    message: 'The preload script only forwards.',
  }),
);
