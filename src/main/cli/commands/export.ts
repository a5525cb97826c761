import { AppError } from '../../../shared/errors/AppError.ts';
import type { ExportReport } from '../../../shared/export/exportReport.ts';
import type { SplitOptions } from '../../../shared/export/splitOptions.ts';
import { commonOptionsSchema } from '../../../shared/export/commonOptions.ts';
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
import { classChanges } from '../classChanges.ts';
import { EXIT } from '../exitCodes.ts';
import { foreignFlag, formatFlags } from '../formatFlags.ts';
import { abortOnInterrupt } from '../interrupt.ts';
import type { Flag } from '../optionFlags.ts';
import { flagName, optionFlags, parseFlags } from '../optionFlags.ts';
import type { Options } from '../parameterOptions.ts';
import { textOption } from '../parameterOptions.ts';
import { printJson, tell, tellSome } from '../terminal/output.ts';
import { ProgressBar } from '../terminal/ProgressBar.ts';
import { UsageError } from '../UsageError.ts';

const DEFAULT_STATES = 'proposed,edited,accepted';
const DEFAULT_FORMAT = EXPORTERS[0]!.id;
/** The share has a shorter name on the command line. */
const SPLIT_NAMES = { valShare: 'val', testShare: 'test' };
const [val, test, ...drawing] = optionFlags(ratioSplitSchema);
const LISTS = { train: 'trainList', val: 'valList', test: 'testList' } as const;

/** The options of `camweave export`, with their help. */
export const EXPORT_OPTIONS: readonly Flag[] = [
  ['--out <folder>', 'Where the data set goes; must be new or empty'],
  [
    '--format <name>',
    `${EXPORTERS.map(({ id, title }) => `${id} (${title})`).join(', ')} (default ${DEFAULT_FORMAT})`,
  ],
  ['--states <list>', 'Which images: proposed,edited,accepted (the default), rejected'],
  ['--val <share>', val![1]],
  ['--test <share>', test![1]],
  ...drawing,
  ['--val-list <file>', 'Text file with the ids for validation, instead of shares'],
  ['--test-list <file>', 'The same for testing'],
  ['--train-list <file>', 'The same for training; what is in no list is not exported then'],
  [
    '--class <change...>',
    'FROM=TO: call a class otherwise, or make it one with the class TO; FROM= leaves it out; again for each class',
  ],
  ...optionFlags(commonOptionsSchema),
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
    common: parseFlags(commonOptionsSchema, options),
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
    const names = project.classes.all().map(({ name }) => name);
    const report = await runExport(project, exporter, {
      ...{ out, ...request, signal },
      classes: classChanges(options, names),
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
  const files = Object.entries(LISTS).flatMap(([part, key]) => {
    const file = textOption(options, key);
    return file === undefined ? [] : [{ part, file, flag: flagName(key) }];
  });
  if (files.length === 0) return parseFlags(ratioSplitSchema, options, SPLIT_NAMES);
  const drawn = ['val', 'test', 'seed', 'stratify'].find((name) => options[name] !== undefined);
  if (drawn !== undefined) throw new UsageError(`Give either ${files[0]!.flag} or --${drawn}, not both.`);
  const lists = files.map(({ part, file, flag }) => [part, readIdList(file, flag)] as const);
  return { val: [], ...Object.fromEntries(lists) };
}

function tellReport(report: ExportReport): void {
  tellSome(
    'Not exported:',
    report.skipped.map(({ message }) => message),
  );
  tellSome('Notices:', report.warnings);
  const { copied, linked, reencoded } = report;
  const photographs = [
    [copied, 'copied as they are'],
    [linked, 'linked'],
    [reencoded, 'encoded as JPEG'],
  ] as const;
  const placed = photographs.flatMap(([count, how]) => (count > 0 ? [`${count} ${how}`] : []));
  tell(
    `${report.images} ${report.images === 1 ? 'image' : 'images'} in ${report.out}: ${report.train} train, ${report.val} val` +
      `${report.test > 0 ? `, ${report.test} test` : ''}; photographs: ${placed.length > 0 ? placed.join(', ') : 'left where they are'}.`,
  );
  tell(`Read back, all as written: ${report.checked.join('; ')}.`);
}
