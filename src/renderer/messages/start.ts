import { counted } from '../../shared/text/counted.ts';

/** The start page. */
export const start = {
  title: 'Camweave',
  line: 'Say what a photograph shows; Camweave proposes where it is.',
  newProject: 'New project',
  recent: 'Recent projects',
  noRecent: 'Projects that you open appear here.',
  openOther: 'Open a project file',
  open: 'Open',
  source: 'Images',
  sourceHint: 'A folder, a VOCdevkit, or a labels.csv. Photographs are only read.',
  dropHere: 'Drop a folder, a labels.csv, a pack or a project anywhere on this page.',
  found: (images: number, tagged: number, kind: string) =>
    `${counted(images, 'image')} (${kind}), ${tagged} of them with tags${tagged < images ? '; the classifier tags the others' : ''}.`,
  pack: 'Pack',
  packHint: 'The two networks that propose.',
  otherPack: 'Another pack …',
  noPacks: 'No pack is known yet. Type the path of one; `camweave pack create` makes one of two ONNX files.',
  bundled: 'comes with Camweave',
  goodFor: (count: number) => `Proposes ${counted(count, 'class', 'classes')}`,
  classes: 'Classes',
  classesHint: 'What the project tells apart. Classes of the pack are proposed, others can be painted.',
  addClasses: 'Add a class, or a list: one a line or with commas',
  removeClass: (name: string) => `Remove ${name}`,
  project: 'Project file',
  create: 'Create project',
  samples: 'Try it on the samples',
  samplesHint: 'Six photographs, and a pack for them, come with Camweave.',
  home: 'Start page',
};
