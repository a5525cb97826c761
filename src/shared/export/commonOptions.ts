import { z } from 'zod';

/** What becomes of photographs. */
const PHOTOGRAPH_WAYS = ['copy', 'link', 'leave'] as const;
export type PhotographWay = (typeof PHOTOGRAPH_WAYS)[number];

/** What every format takes beside folder, states, split and classes. No format has an option of the same name. */
export const commonOptionsSchema = z.strictObject({
  photographs: z.enum(PHOTOGRAPH_WAYS).default('copy').meta({
    title: 'Photographs',
    description: 'Copy them, link the very files where the disk allows it, or leave them where they are',
  }),
  smallestArea: z.int().min(0).default(0).meta({
    title: 'Smallest object',
    description: 'Objects of fewer pixels become void',
  }),
  leftOut: z.enum(['background', 'void']).default('background').meta({
    title: 'Classes left out',
    description: 'What the pixels of classes that are left out become',
  }),
  provenance: z.boolean().default(false).meta({
    title: 'Where pixels come from',
    description: 'Also write provenance/ID.png: proposed, learned, given, painted, clicked or void',
  }),
  authors: z.boolean().default(false).meta({
    title: 'Names of people',
    description: 'Also say in camweave.json who has decided each image',
  }),
});
export type CommonOptions = z.infer<typeof commonOptionsSchema>;

/** What a class is called in a data set: another name, the name of another class to become one with it, or '' to be left out. */
export const classChangeSchema = z.strictObject({ from: z.string(), to: z.string() });
export type ClassChange = z.infer<typeof classChangeSchema>;
