/** Why names of a list are left out. */
const LEFT_OUT = {
  there: 'There already',
  twice: 'In the list twice',
  long: 'Too long for a name',
  full: 'Beyond the 253 that a project can have',
};
type UseCounts = 'images' | 'tagged' | 'painted' | 'accepted';

/** The dialog of classes. */
export const classList = {
  title: 'Classes',
  open: 'All classes: order, merge, delete, lists',
  action: 'Classes: order, merge, delete, lists',
  hint: 'The first nine have the keys 1 to 9. Drag a class by its handle, or move it with the arrows.',
  none: 'There is no class yet.',
  drag: (name: string) => `Drag ${name}`,
  nameOf: (name: string) => `Name of ${name}`,
  colourOf: (name: string) => `Colour of ${name}`,
  up: (name: string) => `Move ${name} up`,
  down: (name: string) => `Move ${name} down`,
  moved: (name: string, place: number, count: number) => `${name} is ${place} of ${count} now.`,
  merge: (name: string) => `Merge ${name} into another class`,
  delete: (name: string) => `Delete ${name}`,
  images: (count: number) => (count === 0 ? 'no image' : count === 1 ? '1 image' : `${count} images`),
  uses: (tagged: number, painted: number, accepted: number) =>
    `Tagged in ${tagged}, painted in ${painted}; ${accepted} of these accepted`,
  preview: (name: string, { images, tagged, painted, accepted }: Record<UseCounts, number>) =>
    images === 0
      ? `No image is tagged or painted with ${name}.`
      : `${images === 1 ? '1 image has' : `${images} images have`} ${name}: tagged in ${tagged}, painted in ${painted}. ${
          accepted === 0 ? 'None of them is' : accepted === 1 ? '1 of them is' : `${accepted} of them are`
        } accepted.`,
  becomes: 'What it was painted and accepted on becomes',
  background: 'background',
  void: 'void, which is not counted',
  proposal: 'what is proposed without it',
  another: 'another class',
  into: 'Merge it into',
  intoHint: 'Tags, strokes, accepted labels and scores of both are one class from then on.',
  kept: 'Nothing is lost: Ctrl+Z takes it back, or Bring back below the list does.',
  deleteNow: 'Delete',
  mergeNow: 'Merge',
  nameNeeded: 'A class needs a name.',
  add: 'Add a class, or several with commas',
  addNow: 'Add',
  paste: 'Paste a list …',
  pasteTitle: 'A list of classes',
  pasteHint: 'One a line, or parted by commas. A colour may follow a name: cat, #1f77b4',
  file: 'From a file …',
  found: (count: number) =>
    count === 0 ? 'No new class.' : count === 1 ? '1 new class.' : `${count} new classes.`,
  addAll: (count: number) => (count === 1 ? 'Add 1 class' : `Add ${count} classes`),
  leftOut: (names: readonly string[], why: keyof typeof LEFT_OUT) =>
    `${LEFT_OUT[why]}: ${names.slice(0, 8).join(', ')}${names.length > 8 ? ` and ${names.length - 8} more` : ''}.`,
  copy: 'Copy the list',
  copied: 'The list is on the clipboard, with colours.',
  notCopied: 'The clipboard cannot be reached. Copy the list from here.',
  gone: (count: number) => `Deleted and merged (${count})`,
  isNow: { 0: 'is background now', 254: 'is what is proposed now', 255: 'is void now' } as Record<
    number,
    string
  >,
  isPartOf: (name: string) => `is part of ${name} now`,
  bringBack: 'Bring back',
  bringBackOf: (name: string) => `Bring ${name} back`,
  undo: (words: string) => `Undo: ${words}`,
};
