/**
 * A copy without the proxies that states are made of: a window's bridge clones what it is given, and cannot clone those.
 * Every input of the contract is JSON, so nothing is lost.
 */
export function plainData<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
