import js from '@eslint/js';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** The rooms of the core, and what each may not reach. */
const outerRooms = ['window', 'serve', 'cli'];
const notFrom = (rooms, message) => ({
  regex: `^(\\.\\./)+(main/)?(${rooms.join('|')})(/|$)`,
  message,
});
const noElectron = { regex: '^electron(/|$)', message: 'Only src/main/window may import electron.' };

const restrict = (files, ...patterns) => ({
  files,
  ignores: ['**/*.test.ts'],
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});

export default tseslint.config(
  { ignores: ['out/**', 'node_modules/**', 'fixtures/**', 'test-results/**', '.venv/**'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
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
  { files: ['bin/**', 'scripts/**'], rules: { 'no-console': 'off' } },
  restrict(['src/shared/**/*.ts'], noElectron, {
    regex: '^node:|^(\\.\\./)+(main|renderer|preload)/',
    message: 'src/shared is pure: no Node, no DOM, no other layer.',
  }),
  restrict(
    ['src/main/{image,pack,inference,project,formats,review}/**/*.ts'],
    noElectron,
    notFrom(
      [...outerRooms, '\\.\\./renderer', '\\.\\./preload'],
      'The core knows no window, no server and no terminal.',
    ),
  ),
  restrict(
    ['src/main/inference/child/**/*.ts'],
    noElectron,
    notFrom(
      [...outerRooms, 'project', 'formats', 'review', 'host'],
      'The inference child imports inference, pack, image and shared only.',
    ),
  ),
  restrict(['src/main/{serve,cli}/**/*.ts'], noElectron),
);
