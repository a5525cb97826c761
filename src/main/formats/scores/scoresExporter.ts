import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors/AppError.ts';
import { Spool } from '../dataset/Spool.ts';
import { writeListedJson } from '../dataset/listedJson.ts';
import { writePartLists } from '../dataset/partLists.ts';
import type { Exporter } from '../Exporter.ts';
import { checkScores } from './checkScores.ts';
import type { ScoresImage } from './ScoresImage.ts';
import { SCORES_RECORD } from './classesOfMaps.ts';
import { scoresOptionsSchema } from './scoresOptions.ts';
import { shapeOf, writeScores } from './writeScores.ts';

/** Score maps as numpy arrays `[C, h, w]` (docs/design.md, "Export"). */
export const scoresExporter: Exporter<typeof scoresOptionsSchema, ScoresImage> = {
  id: 'scores',
  title: 'Score maps (npy)',
  options: scoresOptionsSchema,
  // Nobody misses it: label maps are not written.
  hasVoid: true,
  losses: ['Score maps are what was proposed from: nothing that people have painted or accepted is in them.'],
  layout: [
    { path: 'images/ID.jpg', holds: 'photographs', isPhotographs: true },
    { path: 'scores/ID.npy', holds: 'a map for each class, in their order' },
    { path: SCORES_RECORD, holds: 'classes, and which maps and thresholds each image has' },
    { path: 'PART.txt', holds: 'lists of the parts' },
  ],
  async write({ folder, classes, photographs, writeImages }, options) {
    for (const kind of photographs === 'leave' ? ['scores'] : ['images', 'scores'])
      await mkdir(join(folder, kind));
    const spool = new Spool(join(folder, '.entries'));
    try {
      const written = await writeImages(async ({ id, path, labelMap, scores: find, putPhotograph }) => {
        const scores = find();
        if (!scores) throw new AppError('invalid-input', `${path} has no scores, so it is not exported.`);
        await putPhotograph(join(folder, 'images', `${id}.jpg`));
        const file = join(folder, 'scores', `${id}.npy`);
        const scoresHash = await writeScores(file, scores, labelMap, classes, options);
        const { labels, thresholds, grid } = scores;
        const maps = classes.flatMap(({ label, name }) => {
          const at = labels.indexOf(label);
          return at < 0 ? [] : [{ class: name, threshold: thresholds[at] }];
        });
        const entry = spool.add(
          JSON.stringify({ id, width: labelMap.width, height: labelMap.height, grid, maps }),
        );
        return { scoresHash, shape: shapeOf(scores, labelMap, options.resolution), entry };
      });
      writeListedJson(
        join(folder, SCORES_RECORD),
        { classes: classes.map(({ name }) => name), ...options },
        {
          images: (function* () {
            for (const { entry } of written.images) yield spool.read(entry);
          })(),
        },
      );
      await writePartLists(folder, written.split);
      return written;
    } finally {
      spool.remove();
    }
  },
  check: checkScores,
};
