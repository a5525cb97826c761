/** Whether two class names are one to whoever reads them: capitals and spaces around do not count. */
export function isSameName(a: string, b: string): boolean {
  return plainName(a) === plainName(b);
}

/** What of a class name counts when names are compared. */
export function plainName(name: string): string {
  return name.trim().toLowerCase();
}
