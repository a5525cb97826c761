import type { z } from 'zod';
import { appRoutes } from './appRoutes.ts';
import { classRoutes } from './classRoutes.ts';
import { clickRoutes } from './clickRoutes.ts';
import { exportRoutes } from './exportRoutes.ts';
import { galleryRoutes } from './galleryRoutes.ts';
import { imageRoutes } from './imageRoutes.ts';
import { imagesRoutes } from './imagesRoutes.ts';
import { importRoutes } from './importRoutes.ts';
import { learnRoutes } from './learnRoutes.ts';
import { objectRoutes } from './objectRoutes.ts';
import { projectRoutes } from './projectRoutes.ts';
import { reviewNoteRoutes } from './reviewNoteRoutes.ts';
import { riskRoutes } from './riskRoutes.ts';
import { statsRoutes } from './statsRoutes.ts';
import { rivalRoutes } from './rivalRoutes.ts';
import { truthRoutes } from './truthRoutes.ts';

/** What a page can ask for: name, input and output. Both transports and both ends are typed by this table. */
export const routes = {
  ...appRoutes,
  ...projectRoutes,
  ...classRoutes,
  ...exportRoutes,
  ...importRoutes,
  ...imageRoutes,
  ...imagesRoutes,
  ...learnRoutes,
  ...clickRoutes,
  ...objectRoutes,
  ...galleryRoutes,
  ...reviewNoteRoutes,
  ...riskRoutes,
  ...rivalRoutes,
  ...truthRoutes,
  ...statsRoutes,
} as const;

export type RouteName = keyof typeof routes;
export type Input<Route extends RouteName> = z.infer<(typeof routes)[Route]['input']>;
export type Output<Route extends RouteName> = z.infer<(typeof routes)[Route]['output']>;
/** @param number of the call, see `CallHead` */
export type Handlers = {
  [Route in RouteName]: (input: Input<Route>, number?: string) => Output<Route> | Promise<Output<Route>>;
};
