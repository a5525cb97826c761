import { counted } from '../../shared/text/counted.ts';

/** What undo and redo call what was done. */
export const deeds = {
  stroke: 'stroke',
  decision: 'decision',
  tag: (name: string) => `tag ${name}`,
  confirmTags: 'confirming tags',
  tagging: 'tags of untagged images',
  threshold: (name: string) => `threshold of ${name}`,
  thresholds: 'thresholds of this image',
  shared: 'thresholds of all images',
  voidWidth: 'void half-width',
  parameters: 'proposal settings',
  classAdded: (name: string) => `class ${name}`,
  classesAdded: (count: number) => `adding ${counted(count, 'class', 'classes')}`,
  classChanged: (name: string) => `name or colour of ${name}`,
  classMoved: (name: string) => `place of ${name}`,
  classDeleted: (name: string) => `deletion of ${name}`,
  classMerged: (name: string, into: string) => `merging ${name} into ${into}`,
  classRestored: (name: string) => `return of ${name}`,
};
