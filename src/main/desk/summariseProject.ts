import type { ProjectSummary } from '../../shared/contract/projectRoutes.ts';
import { DEFAULT_PARAMETERS } from '../../shared/parameters/proposalParameters.ts';
import { FIRST_TAGGING } from '../../shared/parameters/tagging.ts';
import { projectName } from '../../shared/projects/projectName.ts';
import { PackClasses } from '../propose/PackClasses.ts';
import { Proposals } from '../propose/Proposals.ts';
import type { OpenProject } from './OpenProject.ts';

/** What pages know of a project as a whole. */
export function summariseProject({ file, proposing }: OpenProject): ProjectSummary {
  const manifest = proposing.manifest();
  const classes = file.classes.all();
  const known = manifest && new PackClasses(file.classes.written(), manifest);
  const ready = manifest && file.meta.get('parameters') !== undefined;
  const proposals = ready ? new Proposals(file, manifest) : undefined;
  return {
    id: file.meta.get('id')!,
    name: projectName(file.path),
    path: file.path,
    root: file.meta.get('root') ?? '',
    classes: classes.map((item) => ({
      ...item,
      proposable: known !== undefined && known.proposable([item.label]).length > 0,
      taught: proposals !== undefined && proposals.proposable([item.label]).length > 0,
    })),
    voidHalfWidth: file.meta.get('voidHalfWidth') ?? 0,
    edges: file.meta.get('edges') ?? false,
    parameters: file.meta.get('parameters') ?? DEFAULT_PARAMETERS,
    tagging: file.meta.get('tagging') ?? FIRST_TAGGING,
    pack: manifest ? { name: manifest.name, layers: manifest.vit.attention.length } : null,
    pending: proposals?.pendingImages().pending.length ?? 0,
    batch: proposing.batch ?? null,
    provider: proposing.provider ?? null,
    groundTruth: file.meta.get('groundTruth') ?? null,
    rivals: file.rivals.any(),
  };
}
