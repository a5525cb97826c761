import { describe, expect, it } from 'vitest';
import { hostNames, linkAddress } from './hostNames.ts';

const machine = {
  name: 'Desk',
  addresses: [
    { address: '127.0.0.1', internal: true },
    { address: 'fe80::1', internal: false },
    { address: 'fd00::7', internal: false },
    { address: '192.168.1.5', internal: false },
  ],
};

describe('a server', () => {
  it('on one address answers to it alone, and to localhost where that is the same', () => {
    expect([...hostNames('127.0.0.1', machine)]).toEqual(['127.0.0.1', 'localhost']);
    expect([...hostNames('::1', machine)]).toEqual(['[::1]', 'localhost']);
    expect([...hostNames('192.168.1.5', machine)]).toEqual(['192.168.1.5']);
  });

  it.each(['0.0.0.0', '::'])(
    'on %s answers to what the machine is called, and to nothing else',
    (address) => {
      const names = hostNames(address, machine);
      for (const name of ['localhost', '127.0.0.1', '192.168.1.5', '[fd00::7]', 'desk', 'desk.local'])
        expect(names.has(name), name).toBe(true);
      for (const name of ['0.0.0.0', '[::]', 'evil.example', '192.168.1.6', ''])
        expect(names.has(name)).toBe(false);
      expect(hostNames(address, { ...machine, name: 'desk.local' }).has('desk.local.local')).toBe(false);
    },
  );

  it('prints an address that works from other machines, where it listens on all', () => {
    expect(linkAddress('0.0.0.0', machine)).toBe('192.168.1.5');
    expect(linkAddress('::', machine)).toBe('192.168.1.5');
    expect(linkAddress('::', { name: 'd', addresses: machine.addresses.slice(0, 3) })).toBe('[fd00::7]');
    expect(linkAddress('0.0.0.0', { name: 'd', addresses: machine.addresses.slice(0, 3) })).toBe('127.0.0.1');
    expect(linkAddress('::1', machine)).toBe('[::1]');
  });
});
