import { AppError } from '../../../shared/errors/AppError.ts';
import type { ExportReport } from '../../../shared/export/exportReport.ts';
import type { SplitOptions } from '../../../shared/export/splitOptions.ts';
import { ratioSplitSchema } from '../../../shared/export/splitOptions.ts';
import type { Exporter } from '../../formats/Exporter.ts';
import { EXPORTERS, findExporter } from '../../formats/exporters.ts';
import { runExport } from '../../formats/runExport.ts';
import { readStates } from '../readStates.ts';
import { readIdList } from '../readIdList.ts';
import { forkChild } from '../../inference/host/forkChild.ts';
import { Refiner } from '../../propose/Refiner.ts';
import { expectOwnPlaces, placesOf } from '../../project/expectOwnPlaces.ts';
import { ProjectFile } from '../../project/ProjectFile.ts';
import { EXIT } from '../exitCodes.ts';
import { foreignFlag, formatFlags } from '../formatFlags.ts';
import { abortOnInterrupt } from '../interrupt.ts';
import type { Flag } from '../optionFlags.ts';
import { optionFlags, parseFlags } from '../optionFlags.ts';
import type { Options } from '../parameterOptions.ts';
import { textOption } from '../parameterOptions.ts';
import { printJson, tell, tellSome } from '../terminal/output.ts';
import { ProgressBar } from '../terminal/ProgressBar.ts';
import { UsageError } from '../UsageError.ts';

const DEFAULT_STATES = 'proposed,edited,accepted';
const DEFAULT_FORMAT = EXPORTERS[0]!.id;
/** The share has a shorter name on the command line. */
const SPLIT_NAMES = { valShare: 'val' };
const [share, seed] = optionFlags(ratioSplitSchema);

/** The options of `camweave export`, with their help. */
export const EXPORT_OPTIONS: readonly Flag[] = [
  ['--out <folder>', 'Where the data set goes; must be new or empty'],
  [
    '--format <name>',
    `${EXPORTERS.map(({ id, title }) => `${id} (${title})`).join(', ')} (default ${DEFAULT_FORMAT})`,
  ],
  ['--states <list>', 'Which images: proposed,edited,accepted (the default), rejected'],
  ['--val <share>', share![1]],
  seed!,
  ['--val-list <file>', 'Text file with the ids for validation, instead of a share'],
  ...formatFlags(EXPORTERS),
  ['--force', 'Replace the folder where an export has made it and nobody added or changed anything'],
  ['--json', 'Print the report as one JSON object'],
];

/** `camweave export F --out DIR --format voc` */
export async function exportProject(projectPath: string, options: Options): Promise<number> {
  const out = textOption(options, 'out');
  if (out === undefined) throw new UsageError('Say where the data set goes: --out FOLDER');
  const exporter = chooseExporter(textOption(options, 'format') ?? DEFAULT_FORMAT, options);
  const request = {
    states: readStates(String(options['states'] ?? DEFAULT_STATES)),
    split: parseSplit(options),
    options: parseFlags(exporter.options, options),
  };
  const signal = abortOnInterrupt();
  const project = ProjectFile.open(projectPath);
  const bar = new ProgressBar('Exporting');
  const refiner = new Refiner(forkChild);
  try {
    expectOwnPlaces(placesOf(project));
    const report = await runExport(project, exporter, {
      ...{ out, ...request, signal },
      refine: (image) => refiner.refine(project, image, { priority: 'batch', signal }),
      replace: options['force'] === true,
      onProgress: (done, total) => bar.update(done, total),
    });
    bar.end();
    tellReport(report);
    if (options['json'] === true) printJson(report);
    return report.skipped.length > 0 ? EXIT.someFailed : EXIT.done;
  } catch (error) {
    bar.end();
    if (error instanceof AppError && error.code === 'cancelled') {
      tell(error.message);
      return EXIT.interrupted;
    }
    throw error;
  } finally {
    refiner.close();
    project.close();
  }
}

function chooseExporter(id: string, options: Options): Exporter {
  try {
    const exporter = findExporter(id);
    const foreign = foreignFlag(EXPORTERS, exporter, options);
    if (foreign !== undefined) throw new UsageError(foreign);
    return exporter;
  } catch (error) {
    throw error instanceof AppError ? new UsageError(error.message) : error;
  }
}

function parseSplit(options: Options): SplitOptions {
  const list = textOption(options, 'valList');
  if (list === undefined) return parseFlags(ratioSplitSchema, options, SPLIT_NAMES);
  const drawn = ['val', 'seed'].find((name) => options[name] !== undefined);
  if (drawn !== undefined) throw new UsageError(`Give either --val-list or --${drawn}, not both.`);
  return { val: readIdList(list) };
}

function tellReport(report: ExportReport): void {
  tellSome(
    'Not exported:',
    report.skipped.map(({ message }) => message),
  );
  tellSome('Notices:', report.warnings);
  tell(
    `${report.images} ${report.images === 1 ? 'image' : 'images'} in ${report.out}: ${report.train} train, ${report.val} val; ` +
      `photographs: ${report.copied} copied as they are, ${report.reencoded} encoded as JPEG. Read back: all as written.`,
  );
}
