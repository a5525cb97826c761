import { readFileSync } from 'node:fs';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { VocExportOptions, VocExportReport } from '../../formats/voc/exportVoc.ts';
import { exportVoc } from '../../formats/voc/exportVoc.ts';
import type { ImageState } from '../../../shared/images/imageState.ts';
import { IMAGE_STATES } from '../../../shared/images/imageState.ts';
import { ProjectFile } from '../../project/ProjectFile.ts';
import { EXIT } from '../exitCodes.ts';
import { abortOnInterrupt } from '../interrupt.ts';
import type { Options } from '../parameterOptions.ts';
import { textOption } from '../parameterOptions.ts';
import { printJson, tell, tellSome } from '../terminal/output.ts';
import { ProgressBar } from '../terminal/ProgressBar.ts';
import { UsageError } from '../UsageError.ts';

const DEFAULT_STATES = 'proposed,edited,accepted';
const DEFAULT_VAL_SHARE = 0.2;

/** `camweave export F --out DIR --format voc` */
export async function exportProject(projectPath: string, options: Options): Promise<number> {
  const out = textOption(options, 'out');
  if (out === undefined) throw new UsageError('Say where the data set goes: --out FOLDER');
  if (options['format'] !== 'voc')
    throw new UsageError(`There is no format "${String(options['format'])}". Known is voc.`);
  const states = parseStates(String(options['states'] ?? DEFAULT_STATES));
  const split = parseSplit(options);
  const signal = abortOnInterrupt();
  const project = ProjectFile.open(projectPath);
  const bar = new ProgressBar('Exporting');
  try {
    const report = await exportVoc(project, {
      ...{ out, states, split, signal },
      objects: options['objects'] === true,
      greyMasks: options['greyMasks'] === true,
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
    project.close();
  }
}

function parseStates(text: string): ImageState[] {
  return text.split(',').map((name) => {
    const state = IMAGE_STATES.find((item) => item === name.trim());
    if (state === undefined || state === 'new') {
      throw new UsageError(`--states takes proposed, edited, accepted, rejected, not "${name.trim()}".`);
    }
    return state;
  });
}

function parseSplit(options: Options): VocExportOptions['split'] {
  const list = textOption(options, 'valList');
  if (list !== undefined) {
    try {
      return { val: new Set(readFileSync(list, 'utf8').split(/\s+/).filter(Boolean)) };
    } catch (cause) {
      throw new AppError(
        'not-found',
        `${list} cannot be read; --val-list takes a text file with one id a line.`,
        { cause },
      );
    }
  }
  const valShare = (options['val'] as number | undefined) ?? DEFAULT_VAL_SHARE;
  const seed = (options['seed'] as number | undefined) ?? 0;
  if (!(valShare >= 0 && valShare <= 1))
    throw new UsageError('--val takes a share from 0 to 1, for instance 0.2.');
  return { valShare, seed };
}

function tellReport(report: VocExportReport): void {
  tellSome(
    'Not exported:',
    report.skipped.map(({ message }) => message),
  );
  tellSome('Notices:', report.warnings);
  tell(
    `${report.images} images in ${report.out}: ${report.train} train, ${report.val} val; ` +
      `${report.copied} photographs copied as they are, ${report.reencoded} encoded as JPEG. Read back: all as written.`,
  );
}
