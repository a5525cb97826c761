import { hostname, networkInterfaces } from 'node:os';

/** What a machine is called and where it is reached. */
interface Machine {
  /** As `os.hostname()` says it. */
  name: string;
  addresses: { address: string; internal: boolean }[];
}

/** Addresses that stand for all of the machine's. */
const EVERYWHERE = new Set(['0.0.0.0', '::']);
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);

/** Whether only this machine reaches an address. */
export function isLoopback(address: string): boolean {
  return LOOPBACK.has(address);
}

/** This machine, as it is reached now. */
export function thisMachine(): Machine {
  const addresses = Object.values(networkInterfaces()).flatMap((found) => found ?? []);
  return { name: hostname(), addresses };
}

/**
 * The names by which a server on an address may be asked for, in lower case, IPv6 in brackets: the address itself; all
 * names and addresses of the machine, and no others, where the server listens on all of them.
 */
export function hostNames(address: string, { name, addresses }: Machine): Set<string> {
  const own = EVERYWHERE.has(address)
    ? [...LOOPBACK, ...addresses.map((item) => item.address), name, name.replace(/(\.local)?$/, '.local')]
    : [address, ...(isLoopback(address) ? ['localhost'] : [])];
  return new Set(own.filter((item) => item !== '').map((item) => inLink(item.toLowerCase())));
}

/** The address to print in a link: the given one, or one by which other machines reach a server that listens on all. */
export function linkAddress(address: string, { addresses }: Machine): string {
  if (!EVERYWHERE.has(address)) return inLink(address);
  const reachable = addresses.filter((item) => !item.internal && !/^fe80:/i.test(item.address));
  const isIPv4 = (item: { address: string }): boolean => !item.address.includes(':');
  // 0.0.0.0 does not listen on the addresses of IPv6.
  const fitting = address === '::' ? reachable : reachable.filter(isIPv4);
  return inLink((fitting.find(isIPv4) ?? fitting[0])?.address ?? (address === '::' ? '::1' : '127.0.0.1'));
}

function inLink(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}
