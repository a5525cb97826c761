import { describe, expect, it } from 'vitest';
import { expectOwnPlaces } from './expectOwnPlaces.ts';
import { serverOf } from './networkPath.ts';

describe('a path on Windows', () => {
  it.each([
    ['\\\\Evil\\share\\a.jpg', 'evil'],
    ['//evil/share', 'evil'],
    ['\\/evil/share', 'evil'],
    ['\\\\?\\UNC\\evil\\share', 'evil'],
    ['//./unc/evil/share', 'evil'],
    ['\\\\.\\PhysicalDrive0', '.'],
    ['\\\\?\\C:\\photos', undefined],
    ['C:\\photos', undefined],
    ['\\photos', undefined],
    ['photos//a', undefined],
  ])('%s is that of the server %s', (path, server) => {
    expect(serverOf(path, 'win32')).toBe(server);
    expect(serverOf(path, 'linux')).toBeUndefined();
  });
});

describe('a project', () => {
  const local = { path: 'C:\\pets.camweave', root: 'D:\\photos', pack: undefined };

  it('that names another server is refused before that is asked', () => {
    expect(() => expectOwnPlaces(local, 'win32', {})).not.toThrow();
    for (const places of [{ root: '\\\\evil\\s' }, { pack: '//evil/pack.zip' }])
      expect(() => expectOwnPlaces({ ...local, ...places }, 'win32', {})).toThrow('names');
    expect(() => expectOwnPlaces({ ...local, root: '\\\\evil\\s' }, 'linux', {})).not.toThrow();
  });

  it('that lies on the same server, or whose user says so, is not', () => {
    const own = { path: '\\\\NAS\\work\\pets.camweave', root: '//nas/photos', pack: undefined };
    expect(() => expectOwnPlaces(own, 'win32', {})).not.toThrow();
    expect(() =>
      expectOwnPlaces({ ...own, path: local.path }, 'win32', { CAMWEAVE_TRUST_SERVERS: '1' }),
    ).not.toThrow();
  });
});
