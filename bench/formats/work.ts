// One export or import in a process of its own, so that its memory is its own: `node work.ts export PROJECT OUT FORMAT OPTIONS`, `node work.ts import PHOTOGRAPHS SOURCE PROJECT`.
import { findExporter } from '../../src/main/formats/exporters.ts';
import { readSource } from '../../src/main/formats/readSource.ts';
import { runExport } from '../../src/main/formats/runExport.ts';
import { ProjectFile } from '../../src/main/project/ProjectFile.ts';
import { imported } from '../../testing/importedMasks.ts';
import { noEdges } from '../../testing/noEdges.ts';
import { photographProject } from '../../testing/photographProject.ts';

const [what, first, second, third, options = '{}'] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string?,
];
if (what === 'export') {
  const project = ProjectFile.open(first);
  await runExport(project, findExporter(third), {
    ...{ out: second, states: ['accepted'], split: { val: [] }, refine: noEdges },
    options: JSON.parse(options) as unknown,
  });
  project.close();
} else {
  const project = photographProject(third, await readSource(first, []));
  const { images } = await imported(project, second, { as: 'review' });
  if (images !== project.images.all().length) throw new Error(`Only ${images} of ${second} were taken.`);
  project.close();
}
