import { z } from 'zod';
import { LAST_CLASS } from '../labels/labelCodes.ts';
import { projectClassSchema } from '../images/ProjectClass.ts';
import { nothing } from './imageRoutes.ts';

const { name, colour } = projectClassSchema.shape;

const packSchema = z.object({
  path: z.string(),
  name: z.string(),
  description: z.string(),
  classes: z.array(z.object({ name: z.string(), colour: z.string(), proposable: z.boolean() })),
  bundled: z.boolean(),
});
export type PackSummary = z.infer<typeof packSchema>;

/** What a person has chosen for the pages, whichever project is open. */
export const settingsSchema = z.strictObject({
  theme: z.enum(['system', 'dark', 'light']).default('system'),
  palette: z.enum(['voc', 'colour-blind']).default('voc'),
  opacity: z.number().min(0).max(1).default(0.55),
  contours: z.boolean().default(true),
  /** Whether the list of images and the panel of classes are there. */
  list: z.boolean().default(true),
  panel: z.boolean().default(true),
  /** Whether the guided start on the samples is still to come, or under way. */
  guide: z.boolean().default(true),
  /** Whether what was painted is hatched on the canvas. */
  hatching: z.boolean().default(false),
  /** Whether the pressure of a pen sets the size of the brush. */
  penPressure: z.boolean().default(true),
  /** Keys of actions where they are not the usual ones. */
  keys: z.record(z.string(), z.string()).default({}),
});
export type Settings = z.infer<typeof settingsSchema>;

/** How much of a fault is logged, in characters. */
export const LONGEST_FAULT = { message: 2000, details: 20_000 };

export const appRoutes = {
  'app.get': {
    input: nothing,
    output: z.object({
      projectOpen: z.boolean(),
      /** Path of the project that is open. */
      project: z.string().nullable(),
      /** Whether projects can be opened and made here, or one was named when Camweave was started. */
      canChooseProject: z.boolean(),
      recent: z.array(z.object({ path: z.string(), name: z.string(), openedAt: z.string() })),
      packs: z.array(packSchema),
      /** The photographs that come with Camweave, where it has any. */
      samples: z.string().nullable(),
      settings: settingsSchema,
      /** Where faults are logged. */
      log: z.string(),
    }),
  },
  /** Logs a fault that a page has met: nobody else would ever see it. */
  'fault.report': {
    input: z.strictObject({
      message: z.string().max(LONGEST_FAULT.message),
      details: z.string().max(LONGEST_FAULT.details),
    }),
    output: nothing,
  },
  'app.setSettings': { input: settingsSchema, output: nothing },
  /** A folder as the machine that runs Camweave sees it, for choosing where there is no dialog. */
  'folder.list': {
    input: z.strictObject({ path: z.string() }),
    output: z.object({
      path: z.string(),
      parent: z.string().nullable(),
      folders: z.array(z.string()),
      projects: z.array(z.string()),
    }),
  },
  'pack.inspect': { input: z.strictObject({ path: z.string().min(1) }), output: packSchema },
  /** What a folder would bring into a project with classes of these names. */
  'source.inspect': {
    input: z.strictObject({ path: z.string().min(1), classes: z.array(z.string()) }),
    output: z.object({
      /** What it was read as: the title of an importer. */
      title: z.string(),
      root: z.string(),
      images: z.int(),
      tagged: z.int(),
      warnings: z.array(z.string()),
      /** Where the project file would go. */
      project: z.string(),
    }),
  },
  /** Ends a `source.inspect` that runs; a newer one does so too. */
  'source.cancel': { input: nothing, output: nothing },
  'project.create': {
    input: z.strictObject({
      project: z.string().min(1),
      source: z.string().min(1),
      pack: z.string().min(1),
      classes: z.array(z.strictObject({ name, colour })).min(1).max(LAST_CLASS),
    }),
    output: z.object({ warnings: z.array(z.string()) }),
  },
  'project.open': { input: z.strictObject({ path: z.string().min(1) }), output: nothing },
  'project.close': { input: nothing, output: nothing },
} as const;
export type AppSummary = z.infer<(typeof appRoutes)['app.get']['output']>;
