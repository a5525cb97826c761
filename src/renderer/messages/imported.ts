import { counted } from '../../shared/text/counted.ts';

/** Label maps that come from elsewhere. */
export const imported = {
  labels: (origin: string) =>
    `Labels imported from ${origin}. Thresholds do not move them; paint over what is wrong.`,
  scores: (origin: string) => `Scores imported from ${origin}.`,
  open: 'Import masks …',
  title: 'Import masks',
  folder:
    'Masks (PASCAL VOC, PNG), shapes (COCO, YOLO, labelme, CVAT, Label Studio) or score maps (.npy). They belong to the images of their names.',
  source: 'Folder or file',
  look: 'Look',
  looking: (done: number, total: number) => `Looked at ${done} of ${counted(total, 'image')}`,
  importing: (done: number, total: number) => `${done} of ${counted(total, 'image')}`,
  found: (files: number, reader: string) => `${counted(files, 'file')} found: ${reader}.`,
  fits: (images: number) => `${counted(images, 'image')} would get one.`,
  taken: (images: number) => `${counted(images, 'image')} ${images === 1 ? 'has' : 'have'} one now.`,
  become: 'Become',
  ways: {
    review: 'labels to review',
    accepted: 'accepted labels',
    'ground-truth': 'ground truth beside the project',
    scores: 'scores with live thresholds',
    tags: 'tags',
  },
  waysHint: {
    review: 'Shown in place of what is proposed, to be corrected, accepted or rejected.',
    accepted: 'Accepted as they are; they are exported, and teach.',
    'ground-truth': 'Labels stay as they are and are compared with them. Nothing is copied.',
    scores: 'In place of the scores that are proposed; thresholds make labels of them.',
    tags: 'Classes of images, boxes included, where nobody has tagged them. Labels stay as they are.',
  },
  origin: 'From',
  originHint: 'What to call where they are from, such as the name of the method.',
  run: (images: number) => `Import (${images})`,
  strangers: 'Classes that the project does not have',
  strangersHint:
    'Their pixels become void, their score maps are left out, unless you say which class they are.',
  strangerVoid: 'void (left out)',
  strangerBackground: 'background',
  alike: (name: string) => `${name} (did you mean this?)`,
  order: 'Overlaps',
  orders: {
    later: 'the later shape lies on top',
    classes: 'by the list of classes: the first lies on top',
  },
  orderHint: 'Which class has the pixels that shapes of several classes share.',
  files: (count: number) => counted(count, 'file'),
  lists: {
    overlaps: 'Shapes of different classes overlap',
    losses: 'Lost, or not as it was',
    kept: 'Left as they are: a person has worked on them',
    otherSize: 'Of another size than their image, left out',
    unreadable: 'Left out',
    unclear: 'Not clear which image they belong to, left out',
    imagesWithoutMask: 'Images without a mask',
    masksWithoutImage: 'Masks without an image',
  },
  more: (count: number) => `and ${count} more`,
};
