import { counted } from '../../shared/text/counted.ts';

/** What is learned from accepted images. */
export const learning = {
  title: 'Learn from what is accepted',
  hint: 'What you accept teaches how the images to come are proposed. Nothing that you did changes.',
  toggle: 'Learn from what is accepted: on or off',
  busy: 'learning …',
  /** Before there is anything that was learned. */
  needed: (lessons: number, needed: number) => `${lessons} of ${counted(needed, 'image')} needed`,
  from: (lessons: number) => `Learned from ${counted(lessons, 'image')}`,
  /** @param before expected IoU of AD-CAM alone, in [0, 1] */
  gain: (before: number, after: number) =>
    `expected IoU ${before.toFixed(2)}\u00a0→\u00a0${after.toFixed(2)}`,
  gainHint:
    'Each accepted image was held out once: mean IoU of AD-CAM alone, and with what was learned from the others.',
  noGain: 'nothing gained yet, so AD-CAM proposes alone',
  details: 'What was learned',
  weight: 'Weight beside AD-CAM',
  weightHint: 'It grows with what is gained.',
  classes: 'Classes',
  noClasses: 'none yet',
  inUse: 'In use',
  newest: 'Newest',
  /** One of those that can be gone back to. @param iou expected, in [0, 1] */
  head: (lessons: number, when: string, iou: number | undefined) =>
    [counted(lessons, 'image'), when, iou?.toFixed(2)].filter((part) => part !== undefined).join(', '),
  takenOver: (from: string) => `from ${from}`,
  pinnedFrom: (from: string) =>
    `What another project has learned is in use (${from}). More is learned here, and not used until you choose the newest.`,
  pinned: 'What was learned earlier is in use. More is learned, and not used until you choose the newest.',
  scribbles: 'Strokes teach too',
  scribblesHint: 'Strokes on images that are not accepted yet teach the pixels that they touch.',
  older: (count: number) =>
    count === 1
      ? 'One proposal was made before that was learned.'
      : `${count} proposals were made before that was learned.`,
  olderMark:
    'Proposed with something else than what is learned now. It is proposed anew when it is opened, unless a person has moved its thresholds.',
  newer: 'A newer proposal can be made.',
  another: 'It would be proposed otherwise now.',
  proposeAnew: 'Propose anew',
  examples: (examples: number, needed: number) => `${Math.min(examples, needed)} of ${needed} examples`,
  examplesShort: (examples: number, needed: number) => `${Math.min(examples, needed)} of ${needed}`,
  examplesHint: (name: string, needed: number) =>
    `The pack does not know ${name}. Accept images that show it: after ${needed} it is proposed.`,
  enough: (name: string) => `${name} has been accepted often enough: it is proposed once that is learned.`,
  proposedFrom: (name: string, examples: number) =>
    `${name} is proposed from ${counted(examples, 'example')}.`,
  notLearned: (name: string) => `The pack does not know ${name}, and it does not learn.`,
  learns: 'learns',
  classLearns: (name: string) => `${name} learns from what is accepted`,
  classExamples: (examples: number) => counted(examples, 'example'),
  plot: {
    title: 'Expected IoU by number of images',
    lessons: 'images',
    iou: 'IoU',
    line: (lessons: number, before: number, after: number) =>
      `${counted(lessons, 'image')}: ${before.toFixed(2)} by AD-CAM alone, ${after.toFixed(2)} with what was learned`,
    before: 'AD-CAM alone',
    after: 'with what was learned',
  },
  deeds: {
    on: 'learning from what is accepted',
    scribbles: 'strokes that teach',
    class: (name: string) => `learning of ${name}`,
    use: 'choice of what was learned',
  },
};
