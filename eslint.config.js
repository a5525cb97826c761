import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { layerRule } from './lint/layers.ts';

export default tseslint.config(
  { ignores: ['out/**', 'node_modules/**', 'test-results/**', 'demo/**', 'demo-*/**', '**/.venv/**'] },
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
    languageOptions: { globals: globals.browser, parserOptions: { parser: tseslint.parser } },
    rules: {
      // Sets and maps in states are replaced, never changed.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  { files: ['bin/**', 'scripts/**'], rules: { 'no-console': 'off' } },
  {
    files: ['src/**/*.ts', 'src/**/*.svelte'],
    ignores: ['**/*.test.ts'],
    plugins: { camweave: { rules: { layers: layerRule } } },
    rules: { 'camweave/layers': 'error' },
  },
);
