import { z } from 'zod';

/** The value of a flag: one number for all channels, or three with commas. */
export function triple(flag: string) {
  return z
    .string()
    .transform((given, context): [number, number, number] => {
      const values = given.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
      if (values.every(Number.isFinite) && (values.length === 1 || values.length === 3)) {
        const [first, second = first, third = first] = values as [number, number?, number?];
        return [first, second, third];
      }
      context.addIssue(`--${flag} takes one number or three with commas, not "${given}".`);
      return z.NEVER;
    })
    .optional();
}
