export const PROJECT_ENDING = '.camweave';

/** The name of a project: its file's, without folder and ending. */
export function projectName(path: string): string {
  return withoutEnding(path.replace(/^.*[\\/]/, ''));
}

/** Where a project's data set is written unless somebody says otherwise: beside it, named after it and the format. */
export function exportFolder(path: string, format: string): string {
  return `${withoutEnding(path)}-${format}`;
}

/** Where a copy of a project goes unless somebody says otherwise: beside it. */
export function copyPath(path: string): string {
  return `${withoutEnding(path)}-copy${PROJECT_ENDING}`;
}

function withoutEnding(path: string): string {
  return path.endsWith(PROJECT_ENDING) ? path.slice(0, -PROJECT_ENDING.length) : path;
}
