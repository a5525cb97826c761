import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// Lints and tests training/ in a virtual environment of its own. Camweave itself needs no Python.

const training = join(import.meta.dirname, '..', 'training');
const environment = join(training, '.venv');
const requirements = readFileSync(join(training, 'requirements-dev.txt'), 'utf8');
/** What was installed last, so that changed requirements are noticed. */
const installed = join(environment, 'requirements-dev.txt');
const python =
  process.platform === 'win32'
    ? join(environment, 'Scripts', 'python.exe')
    : join(environment, 'bin', 'python');
/** numpy asks for it. */
const LEAST_VERSION = '3.11';

/** Runs a command; its output goes where ours goes. */
function run(command, ...args) {
  const { status } = spawnSync(command, args, { cwd: training, stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}

/** A Python that is new enough and makes virtual environments, or undefined. */
function findPython() {
  const check = `import sys, venv, ensurepip; sys.exit(sys.version_info < (${LEAST_VERSION.replace('.', ', ')}))`;
  return ['python3', 'python'].find((name) => spawnSync(name, ['-c', check]).status === 0);
}

if (!existsSync(installed) || readFileSync(installed, 'utf8') !== requirements) {
  const found = findPython();
  if (found === undefined) {
    const required = process.env.CAMWEAVE_REQUIRE_SHARED === '1';
    console.log(
      `training: ${required ? 'failed' : 'not tested'}, no python3 ${LEAST_VERSION} or newer with venv`,
    );
    process.exit(required ? 1 : 0);
  }
  rmSync(environment, { recursive: true, force: true });
  run(found, '-m', 'venv', '.venv');
  run(python, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', 'requirements-dev.txt');
  writeFileSync(installed, requirements);
}
run(python, '-m', 'ruff', 'check', '.');
run(python, '-m', 'ruff', 'format', '--check', '.');
run(python, '-m', 'pytest', '-q');
