import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scoredProject } from '../../../../testing/scoredProject.ts';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { forkChild } from '../../inference/host/forkChild.ts';
import { Application } from '../Application.ts';
import { SettingsFile } from '../SettingsFile.ts';

it('formats say what they take; an export is refused in words where it is asked for wrongly, else run', async () => {
  const folder = temporaryFolder();
  const project = scoredProject(folder, ['plain.jpg']);
  project.close();
  const application = new Application({
    startChild: forkChild,
    settings: new SettingsFile(join(folder, 'settings')),
    resources: folder,
    project: project.path,
  });
  expect(await application.answer('export.formats', {})).toMatchObject({
    ok: true,
    value: expect.arrayContaining([
      expect.objectContaining({
        ...{ id: 'voc', title: 'PASCAL VOC 2012' },
        options: { properties: expect.objectContaining({ objects: expect.anything() }) },
      }),
    ]),
  });

  const out = join(folder, 'out');
  const usual = {
    ...{ format: 'voc', out, states: ['proposed'], split: { valShare: 0, seed: 0 }, replace: false },
    options: { objects: true },
  };
  const refusal = async (changes: object): Promise<string> => {
    const result = await application.answer('export.run', { ...usual, ...changes });
    expect(result.ok).toBe(false);
    return result.ok ? '' : `${result.error.code}: ${result.error.message}`;
  };
  expect(await refusal({ format: 'crayons' })).toMatch(/^invalid-input: There is no format "crayons"/);
  expect(await refusal({ options: { objects: 'all' } })).toMatch(
    /^invalid-input: PASCAL VOC 2012 does not take these options: [^]*objects/,
  );
  expect(await refusal({ options: { colour: 1 } })).toContain('colour');
  expect(await refusal({ out: 'here' })).toContain('is not a whole path');
  expect(existsSync(out)).toBe(false);
  expect(await application.answer('export.run', usual)).toMatchObject({ ok: true, value: { images: 1 } });
  expect(existsSync(join(out, 'VOCdevkit', 'VOC2012', 'SegmentationObject', 'plain.png'))).toBe(true);
});
