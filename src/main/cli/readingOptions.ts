import type { MaskReading } from '../formats/masks/openMasks.ts';
import type { Options } from './parameterOptions.ts';
import { textOption } from './parameterOptions.ts';
import { UsageError } from './UsageError.ts';

/**
 * How masks are read, from `--order later|CLASS,CLASS` and `--rename FROM=TO`, which may be given several times.
 *
 * @throws UsageError for a renaming without `=`, or without a name on one side
 */
export function readingOptions(options: Options): Required<MaskReading> {
  const order = textOption(options, 'order');
  const names = order?.split(',').map((name) => name.trim());
  const given = options['rename'] === undefined ? [] : [options['rename']].flat().map(String);
  const renames = given.map((text) => {
    const [from, to] = [text.slice(0, text.lastIndexOf('=')), text.slice(text.lastIndexOf('=') + 1)];
    if (text.includes('=') && from.trim() !== '' && to.trim() !== '')
      return [from.trim(), to.trim()] as const;
    throw new UsageError(`--rename takes FROM=TO, and not "${text}".`);
  });
  return {
    order: names === undefined ? undefined : names.length === 1 && names[0] === 'later' ? 'later' : names,
    renames: given.length === 0 ? undefined : Object.fromEntries(renames),
  };
}
