import { z } from 'zod';

/** One option in JSON schema's words: what a flag or a control needs to know about it. */
const optionSchema = z.object({
  type: z.enum(['boolean', 'number', 'integer', 'string']),
  /** Its name for people, a few words. */
  title: z.string().min(1),
  /** What it does, without a full stop. */
  description: z.string().min(1),
  default: z.union([z.boolean(), z.number(), z.string()]),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  /** How far one press of an arrow goes; by `.meta`, since JSON schema has no word for it. */
  step: z.number().optional(),
  /** What a string may be, where it is a choice. */
  enum: z.array(z.string()).min(1).optional(),
});
export type OptionDescription = z.infer<typeof optionSchema>;
export type OptionValue = OptionDescription['default'];

/** JSON schema of a flat object of options; whatever else JSON schema says is left out. */
export const optionsSchema = z.object({ properties: z.record(z.string(), optionSchema) });
export type OptionsDescription = z.infer<typeof optionsSchema>;

/**
 * Options as JSON schema, so that a page builds controls and the command flags of them.
 *
 * @param schema booleans, numbers, strings and enums, each with a default, and a title and a description by `.meta`
 * @throws ZodError when an option is anything else, or lacks one of these
 */
export function describeOptions(schema: z.ZodObject): OptionsDescription {
  const { properties } = optionsSchema.parse(z.toJSONSchema(schema, { io: 'input' }));
  for (const option of Object.values(properties)) {
    // An integer without bounds is given those of what a number can count.
    if (option.minimum === Number.MIN_SAFE_INTEGER) delete option.minimum;
    if (option.maximum === Number.MAX_SAFE_INTEGER) delete option.maximum;
  }
  return { properties };
}
