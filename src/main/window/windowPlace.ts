import type { Rectangle } from 'electron';
import type { KeptSettings } from '../desk/SettingsFile.ts';

/** How much of a window has to be on a screen so that it can be found and moved, in the screen's units. */
const LEAST_SEEN = { width: 200, height: 100 };

/**
 * Where a window goes that was there before: its place, where enough of it is on a screen that is still there; else
 * its size alone, no larger than the first screen.
 *
 * @param screens work areas
 */
export function windowPlace(kept: KeptSettings['window'], screens: readonly Rectangle[]): Partial<Rectangle> {
  if (!kept) return {};
  const { x, y, width, height } = kept;
  const seen = screens.some((screen) => {
    const across = Math.min(x + width, screen.x + screen.width) - Math.max(x, screen.x);
    const down = Math.min(y + height, screen.y + screen.height) - Math.max(y, screen.y);
    // The bar that a window is moved by is at its top.
    return across >= LEAST_SEEN.width && down >= LEAST_SEEN.height && y >= screen.y;
  });
  if (seen) return { x, y, width, height };
  const first = screens[0];
  return first ? { width: Math.min(width, first.width), height: Math.min(height, first.height) } : {};
}
