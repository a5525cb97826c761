import { cac } from 'cac';
import { AppError } from '../../shared/errors/AppError.ts';
import { IMPORT_WAYS } from '../../shared/import/importReport.ts';
import { errorMessage } from '../../shared/errors/errorMessage.ts';
import packageJson from '../../../package.json' with { type: 'json' };
import { agree } from './commands/agree.ts';
import { assign } from './commands/assign.ts';
import { backup } from './commands/backup.ts';
import { bench } from './commands/bench.ts';
import { evaluate } from './commands/evaluate.ts';
import { EXPORT_OPTIONS, exportProject } from './commands/export.ts';
import { importInto } from './commands/import.ts';
import { learn } from './commands/learn.ts';
import { merge } from './commands/merge.ts';
import { pack } from './commands/pack.ts';
import { propose } from './commands/propose.ts';
import { risk } from './commands/risk.ts';
import { SHARD_OPTIONS } from './shardOptions.ts';
import { SETTING_OPTIONS } from './settingOptions.ts';
import { relink } from './commands/relink.ts';
import { serve } from './commands/serve.ts';
import { KINDS } from '../models/kinds.ts';
import { show } from './commands/show.ts';
import { stats } from './commands/stats.ts';
import { EXIT } from './exitCodes.ts';
import { packFlags } from './packFlags.ts';
import type { Options } from './parameterOptions.ts';
import { PARAMETER_OPTIONS } from './parameterOptions.ts';
import { readCommandLine } from './readCommandLine.ts';
import { tell } from './terminal/output.ts';
import { UsageError } from './UsageError.ts';

const EXIT_CODES = `  0 done, 2 wrong command line, 3 done but some images failed, 4 could not be done,
  130 stopped by Ctrl-C (the same command goes on), 1 a fault in Camweave`;

/** Builds the command line; every action resolves to an exit code. */
function commandLine(): ReturnType<typeof cac> {
  const cli = cac('camweave');

  const proposing = cli
    .command('propose <source>', 'Propose masks for a folder of images, a VOCdevkit, COCO or a labels.csv')
    .option(
      '--project <file>',
      'Project file NAME.camweave; created where there is none, continued otherwise',
    )
    .option(
      '--pack <path>',
      'Pack folder or zip, remembered in the project (default: the one that comes with Camweave)',
    )
    .option('--list <name>', 'Only the images of this VOC list, for instance val')
    .option('--limit <count>', 'Stop after this many images')
    .option(
      '--imported',
      'Images too whose labels or score maps were imported: such scores are replaced, such labels stay',
    )
    .option('--provider <name>', 'Run on cuda, dml, coreml, webgpu or cpu, and on nothing else')
    .option('--json', 'Print one JSON object with the outcome');
  for (const [flag, help] of [...SHARD_OPTIONS, ...SETTING_OPTIONS, ...PARAMETER_OPTIONS])
    proposing.option(flag, help);
  proposing
    .example('  camweave propose photos --pack my-pack --project pets.camweave')
    .example(
      '  camweave propose VOCdevkit --list val --pack my-pack --project voc.camweave --scales 1 --no-flip',
    )
    .action((source: string, options: Options) => propose(source, options));

  cli
    .command('evaluate <project>', 'Compare proposals with ground-truth masks')
    .option('--ground-truth <folder>', 'VOC folder with SegmentationClass, COCO, or other masks')
    .option('--couplings <list>', 'Side by side: cam,direct,adcam (runs the models for those not stored)')
    .option('--provider <name>', 'As for propose')
    .option(
      '--per-image <file>',
      'A new .csv or .json file: mIoU, IoU per class and kinds of wrong pixels of each image',
    )
    .option(
      '--learning-curve <counts>',
      'Play the annotator in place of that: accept the true masks of so many images, such as 5,10,20, and compare the others',
    )
    .option('--orders <count>', 'With --learning-curve: random orders of the images (default 3)')
    .option(
      '--learn-from <folder>',
      'With --learning-curve: a VOC folder whose images teach, in place of the project’s',
    )
    .option(
      '--clicks',
      'Play the annotator in place of that: correct every object by clicks in the middle of what is wrong',
    )
    .option('--clicks-pack <path>', 'With --clicks: a click pack too, from nothing and from what is proposed')
    .option('--set-thresholds', 'With --clicks: set the threshold of each class as well as possible first')
    .option(
      '--review',
      'Compare what every score of risk says without true masks with what they say, in place of that',
    )
    .option(
      '--half <which>',
      'With --review: only images at even or odd positions; what was to be chosen was chosen on the even ones of 260',
    )
    .option(
      '--second-opinions',
      'With --review: ask the networks too, which takes twice as long as to propose',
    )
    .option('--limit <count>', 'With --clicks or --review: only so many images')
    .option(
      '--json',
      'Print one JSON object: couplings.NAME.best and couplings.NAME.project; or learningCurve; or clicks; or review',
    )
    .example('  camweave evaluate voc.camweave --ground-truth VOCdevkit --couplings cam,direct,adcam')
    .action((project: string, options: Options) => evaluate(project, options));

  cli
    .command(
      'learn <project>',
      'Learn from the accepted images of a project now, and show what that is worth',
    )
    .option('--provider <name>', 'As for propose')
    .option(
      '--export <file>',
      'Write what was learned to a new .json file, for another project with this pack',
    )
    .option('--import <file>', 'Take over what another project has learned, and propose with it')
    .option('--json', 'Print one JSON object')
    .example('  camweave learn pets.camweave --export pets-head.json')
    .action((project: string, options: Options) => learn(project, options));

  cli
    .command('risk <project>', 'Say how likely each proposal is wrong, without true masks')
    .option(
      '--second-opinions',
      'Ask the networks of each image in other ways too, which takes twice as long as to propose',
    )
    .option('--provider <name>', 'As for propose')
    .option(
      '--json',
      'Print one JSON object: images with path, risk and the risks of their classes, the worst first',
    )
    .example('  camweave risk pets.camweave')
    .action((project: string, options: Options) => risk(project, options));

  cli
    .command(
      'stats <project>',
      'Say what a project holds, what was done to it, and how much is still to be looked at',
    )
    .option('--json', 'Print one JSON object')
    .option(
      '--csv <folder>',
      'Write a CSV file for each table, and one with a line for each image, to a new folder',
    )
    .option('--html <file>', 'Write it all to one new HTML file, with plots, that needs nothing else')
    .option(
      '--below <share>',
      'Plan how many images to look at until the error rate of the rest is below this',
    )
    .option('--confidence <share>', 'With --below: how sure that is to be (default 0.95)')
    .option('--sample <count>', 'With --below: write the ids of so many images to look at next, one a line')
    .option('--seed <text>', 'With --sample: another one draws other images (default 1)')
    .example('  camweave stats pets.camweave --html pets.html')
    .example('  camweave stats pets.camweave --below 0.05 --confidence 0.95 --sample 50 > look-at.txt')
    .action((project: string, options: Options) => stats(project, options));

  const exporting = cli.command('export <project>', 'Export a data set and read it back');
  for (const [flag, help] of EXPORT_OPTIONS) exporting.option(flag, help);
  exporting
    .example('  camweave export pets.camweave --out pets-voc --val 0.1')
    .action((project: string, options: Options) => exportProject(project, options));

  cli
    .command('import <project> <path>', 'Take in masks, shapes or score maps that were made elsewhere')
    .option('--as <way>', `What they become: ${IMPORT_WAYS.join(', ')}`)
    .option('--origin <name>', 'What to call where they are from (default: their folder)')
    .option(
      '--order <order>',
      'Where shapes overlap: later (default: the later shape), or CLASS,CLASS,... (the class that is named first)',
    )
    .option(
      '--rename <from=to...>',
      'What the project calls a class of the source; background and void are names, too (can be given several times)',
    )
    .option('--dry-run', 'Say what would be done, overlaps and losses included, and change nothing')
    .option('--json', 'Print the report as one JSON object')
    .example('  camweave import voc.camweave seam/VOCdevkit --as review --origin SEAM')
    .action((project: string, path: string, options: Options) => importInto(project, path, options));

  cli
    .command(
      'assign <project>',
      'Part a project among people: a project file for each, photographs stay where they are',
    )
    .option('--to <names>', 'Who gets a part: NAME,NAME,...')
    .option('--out <folder>', 'Where the parts go (default: beside the project)')
    .option('--overlap <count>', 'So many images go to everybody, to measure agreement (default 0)')
    .option('--seed <number>', 'Another way to deal images of equal risk, and another overlap (default 0)')
    .option('--json', 'Print one JSON object: parts with for, path and images')
    .example('  camweave assign pets.camweave --to anna,ben --overlap 50')
    .action((project: string, options: Options) => assign(project, options));

  cli
    .command(
      'merge <project> [...parts]',
      'Join parts or shards again, in the project that they are of or a new one; what two people have made of an image is kept, and flagged where it differs; shards that have not been merged yet are named',
    )
    .option(
      '--json',
      'Print the report as one JSON object, conflicts with path, shown, other and iou, deals with count, joined, missing and files',
    )
    .example('  camweave merge pets.camweave pets-anna.camweave pets-ben.camweave')
    .action((project: string, parts: string[], options: Options) => merge(project, parts, options));

  cli
    .command(
      'agree <project> [other]',
      'Say how well two projects agree, or a project and masks (IoU and Cohen’s kappa); or, of one that parts were joined in, those who share images',
    )
    .option('--states <list>', 'Only images in these states, in both (default accepted)')
    .option('--per-image <file>', 'A new .csv or .json file with a row for each pair of label maps')
    .option('--json', 'Print one JSON object: miou, kappa, and classes with name, iou, kappa and images')
    .example('  camweave agree pets-anna.camweave pets-ben.camweave')
    .action((project: string, other: string | undefined, options: Options) => agree(project, other, options));

  cli
    .command(
      'serve [project]',
      'Open the desk in a browser: for one project, or without one with its start page',
    )
    .option(
      '--host <address>',
      'Address to listen on (default 127.0.0.1); 0.0.0.0 and :: answer to all names and addresses of this machine',
    )
    .option('--port <number>', 'Port to listen on (default: the one of last time, else any free one)')
    .option(
      '--token <text>',
      'Token of the link, 16 characters or more (default: CAMWEAVE_TOKEN, which other users of the machine do not see; else that of last time, or a random one)',
    )
    .option(
      '--export-root <folder>',
      'Pages export to this folder and below it alone (default: the folder of the project; without a project named, the home folder too)',
    )
    .option('--verbose', 'Print faults with their stack too, not to the log alone')
    .example('  camweave serve pets.camweave')
    .action((project: string | undefined, options: Options) => serve(project, options));

  cli
    .command('show <project>', 'Say what is in a project')
    .option('--json', 'Print it as one JSON object: classes, parameters, and a line for each image')
    .option('--scores', 'With --json: the score maps too, float16 in base64')
    .example('  camweave show pets.camweave --json --scores > pets.json')
    .action((project: string, options: Options) => show(project, options));

  cli
    .command('relink <project> <folder>', 'Follow an image folder that has moved')
    .example('  camweave relink pets.camweave /new/place/photos')
    .action((project: string, folder: string) => relink(project, folder));

  cli
    .command('backup <project>', 'Copy a project that nobody has open; the desk has File > Save a Copy')
    .option('--out <file>', 'Where the copy goes; never over a file that is there')
    .example('  camweave backup pets.camweave --out pets-monday.camweave')
    .action((project: string, options: Options) => backup(project, options));

  const packing = cli.command(
    'pack <action> [file]',
    '`pack create` makes a pack of ONNX models, of the kind that its flags ask for; `pack inspect FILE` shows what a model can be used as; `pack get NAME` fetches a published one with npm, `pack get` lists those',
  );
  for (const { flag, help } of packFlags(KINDS)) packing.option(flag, help);
  packing
    .example(
      '  camweave pack create --cnn cnn.onnx --vit vit.onnx --classes voc --mean 0.5 --std 0.5 --out my-pack',
    )
    .example('  camweave pack create --encoder sam.encoder.onnx --decoder sam.decoder.onnx --out my-clicks')
    .example('  camweave pack get mobile-sam')
    .action((action: string, file: string | undefined, options: Options) => pack(action, file, options));

  cli
    .command('bench <folder>', 'Measure speed and memory with the images of a folder')
    .option('--pack <path>', 'Pack folder or zip (default: the one that comes with Camweave)')
    .option('--runs <count>', 'Runs per figure (default 20)')
    .option('--provider <name>', 'As for propose')
    .option('--json', 'Print one JSON object')
    .action((folder: string, options: Options) => bench(folder, options));

  cli.help((sections) => [...sections, { title: 'Exit codes', body: EXIT_CODES }]);
  cli.version(packageJson.version);
  return cli;
}

async function main(argv: string[]): Promise<number> {
  const cli = commandLine();
  try {
    const words = argv.slice(2);
    const first = words[0] ?? '';
    const command = cli.commands.find((item) => item.isMatched(first));
    if (!command) return withoutCommand(cli, first);
    const { args, options } = readCommandLine(cli, command, words);
    Object.assign(cli, { matchedCommand: command, matchedCommandName: first, args, options });
    if (options['help'] === true) return shown(() => cli.outputHelp());
    if (options['version'] === true) return shown(() => cli.outputVersion());
    return (await cli.runMatchedCommand()) as number;
  } catch (error) {
    return explain(error);
  }
}

/** @throws UsageError for a word that is neither a command nor asks for help or version */
function withoutCommand(cli: ReturnType<typeof cac>, first: string): number {
  if (first === '--help' || first === '-h') return shown(() => cli.outputHelp());
  if (first === '--version' || first === '-v') return shown(() => cli.outputVersion());
  if (first !== '')
    throw new UsageError(
      first.startsWith('-') ? `Name a command before ${first}.` : `There is no command "${first}".`,
    );
  cli.outputHelp();
  return EXIT.usage;
}

function shown(show: () => void): number {
  show();
  return EXIT.done;
}

function explain(error: unknown): number {
  if (error instanceof AppError) {
    tell(error.message);
    return EXIT.failed;
  }
  const wrongUsage = error instanceof UsageError || (error instanceof Error && error.name === 'CACError');
  if (wrongUsage) {
    tell(`${errorMessage(error)}\nSee \`camweave --help\` and \`camweave COMMAND --help\`.`);
    return EXIT.usage;
  }
  tell(
    `Camweave failed unexpectedly: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
  return EXIT.crashed;
}

// Whoever reads the output may have seen enough, as in `camweave show FILE --json | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.done);
  throw error;
});
process.env['ORT_DISABLE_TELEMETRY'] = '1';
process.exitCode = await main(process.argv);
