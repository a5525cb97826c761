import { counted } from '../../../shared/text/counted.ts';
import { forkChild } from '../../inference/host/forkChild.ts';
import { expectOwnPlaces, placesOf } from '../../project/expectOwnPlaces.ts';
import { ProjectFile } from '../../project/ProjectFile.ts';
import type { Proposer } from '../../propose/openProposer.ts';
import { Refiner } from '../../propose/Refiner.ts';
import { learnWeights, recombine } from '../../review/judging/learnWeights.ts';
import { Risks } from '../../review/judging/Risks.ts';
import { EXIT } from '../exitCodes.ts';
import { abortOnInterrupt } from '../interrupt.ts';
import { judgeOptions } from '../judgeOptions.ts';
import type { Options } from '../parameterOptions.ts';
import { textOption } from '../parameterOptions.ts';
import { packOf, startInference } from '../startInference.ts';
import { print, printJson, tell, tellSome } from '../terminal/output.ts';
import { ProgressBar } from '../terminal/ProgressBar.ts';
import { table } from '../terminal/table.ts';

/** How many images are listed. */
const LISTED = 20;

/** `camweave risk F`: computes how likely each proposal is wrong; what is computed is kept, however it ends. */
export async function risk(projectPath: string, options: Options): Promise<number> {
  const signal = abortOnInterrupt();
  const project = ProjectFile.open(projectPath);
  const bar = new ProgressBar('Judging');
  const refiner = new Refiner(forkChild);
  let inference: Proposer | undefined;
  let risks: Risks | undefined;
  try {
    expectOwnPlaces(placesOf(project));
    if (options['secondOpinions'] === true) {
      const pack = packOf(undefined, project.meta.get('pack'), projectPath);
      inference = await startInference(pack, textOption(options, 'provider'));
    }
    risks = new Risks(project, {
      ...judgeOptions(project, refiner, inference),
      onProgress: ({ done, total }) => bar.update(done, total),
    });
    const problems = await risks.compute(signal);
    await recombine(project, await learnWeights(project));
    bar.end();
    tellSome('Could not be judged:', problems);
    say(project, options);
    if (signal.aborted) tell('Stopped. Run the same command again to go on.');
    return signal.aborted ? EXIT.interrupted : problems.length > 0 ? EXIT.someFailed : EXIT.done;
  } finally {
    bar.end();
    risks?.close();
    inference?.host.close();
    refiner.close();
    project.close();
  }
}

function say(project: ProjectFile, options: Options): void {
  const paths = new Map(project.images.all().map(({ id, path }) => [id, path]));
  const names = new Map(project.classes.all().map(({ label, name }) => [label, name]));
  const lines = project.risks.all().sort((a, b) => b.risk - a.risk);
  if (options['json'] === true) {
    const images = lines.map(({ id, risk: value, classes }) => ({
      ...{ path: paths.get(id), risk: value },
      classes: Object.fromEntries(classes.map((item) => [names.get(item.label)!, item.risk])),
    }));
    printJson({ images });
    return;
  }
  const worst = lines
    .slice(0, LISTED)
    .map(({ id, risk: value, classes }) => [
      ...[paths.get(id)!, value.toFixed(2)],
      classes.map((item) => `${names.get(item.label)!} ${item.risk.toFixed(2)}`).join(', '),
    ]);
  print(
    [
      `${counted(lines.length, 'image')} judged; those that are most likely wrong`,
      table([['image', 'risk', 'classes'], ...worst]),
    ].join('\n\n'),
  );
}
