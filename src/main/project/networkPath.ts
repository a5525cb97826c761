/**
 * The server of a path that Windows would open over the network, in lower case (`\\server\share`, with whichever slashes, and
 * `\\?\UNC\server\share`); undefined for any other path, and on systems that have no such paths. Names of devices (`\\.\name`)
 * are nobody's server and are given as `.`.
 */
export function serverOf(path: string, platform: NodeJS.Platform): string | undefined {
  if (platform !== 'win32') return undefined;
  const plain = path.replace(/^[\\/]{2}[?.][\\/]UNC[\\/]/i, '//');
  if (/^[\\/]{2}\?[\\/][a-z]:/i.test(plain)) return undefined;
  return /^[\\/]{2}([^\\/]+)/.exec(plain)?.[1]?.toLowerCase();
}
