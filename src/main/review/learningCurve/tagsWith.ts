import type { ProjectClass } from '../../../shared/images/ProjectClass.ts';
import type { AdcamManifest } from '../../models/adcam/adcamManifest.ts';
import type { LessonResult } from '../../models/adcam/jobs.ts';
import { taughtProbabilities } from '../../models/adcam/run/pooledFeatures.ts';
import type { Head } from '../../project/HeadTable.ts';
import { headRequest } from '../../propose/headRequest.ts';
import type { PackClasses } from '../../propose/PackClasses.ts';

/**
 * What is said of an image's showing each of the project's classes: by a head where it has learned it, else by the classifier.
 *
 * @returns probabilities in the order of the classes; undefined for one that neither knows
 */
export function tagsWith(
  head: Head | undefined,
  manifest: AdcamManifest,
  { probabilities, pooled }: Pick<LessonResult, 'probabilities' | 'pooled'>,
  { classes, pack }: { classes: readonly ProjectClass[]; pack: PackClasses },
): (number | undefined)[] {
  const learning = new Set(classes.map(({ label }) => label));
  const request = head && headRequest(head, manifest, { classes: pack, learning, alone: [] });
  const said = request?.tags && taughtProbabilities(request, request.tags, probabilities, pooled);
  return classes.map(({ label }) => {
    const row = head ? head.labels.indexOf(label) + 1 : 0;
    if (said && row > 0 && !Number.isNaN(said[row])) return said[row];
    const [known] = pack.positionsOf([label]);
    return known && probabilities[known.position];
  });
}
