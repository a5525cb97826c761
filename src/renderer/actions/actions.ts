import { BACKGROUND, VOID } from '../../shared/labels/labelCodes.ts';
import { messages } from '../messages/messages.ts';
import type { Desk } from '../state/Desk.svelte.ts';
import { stageKey, STAGES } from '../state/Evidence.svelte.ts';

/** Something that can be done on the desk: by key, from the palette, from the window's menu. */
export interface Action {
  id: string;
  title: string;
  /** The usual key; a person may choose another. */
  key: string;
  run: () => void;
  /** Whether its key means it now; always where missing. */
  applies?: () => boolean;
}

/** The first classes of a project have a key of their own, the same in every image. */
export const KEYED_CLASSES = 9;

/** Every action of a desk, in the order of the list of keys. */
export function actionsOf(desk: Desk): readonly Action[] {
  const { painting, queue, decisions, history, proposing, batch, evidence, viewport, dialogs } = desk;
  const { learning } = desk;
  const { preferences } = desk.app;
  /** A polygon that is being drawn is not left by the way. */
  const step = (by: 1 | -1): void => {
    if (painting.mayLeave()) void queue.step(by);
  };
  const { suspects } = desk.review;
  const inSuspects = { applies: () => suspects.suspect !== undefined };
  return [
    {
      ...action('suspect-next', messages.review.suspectNext, 'ArrowRight', () => void suspects.step(1)),
      ...inSuspects,
    },
    {
      ...action(
        'suspect-previous',
        messages.review.suspectPrevious,
        'ArrowLeft',
        () => void suspects.step(-1),
      ),
      ...inSuspects,
    },
    // While single regions are gone through, these keys are about the one in hand.
    action('accept', 'Accept and go on', 'Enter', () => {
      if (painting.finish()) return;
      void (suspects.suspect ? suspects.keep() : decisions.take('accept'));
    }),
    action('reject', 'Reject and go on', 'Backspace', () => {
      if (painting.busy) painting.takeBack();
      else if (suspects.suspect) void suspects.clear();
      else void decisions.take('reject');
    }),
    action('reopen', 'Reopen a decided image', 'Ctrl+Backspace', () => void decisions.reopen()),
    action('next', 'Next image', 'D', () => step(1)),
    action('next-arrow', 'Next image (arrow)', 'ArrowDown', () => step(1)),
    action('previous', 'Previous image', 'A', () => step(-1)),
    action('previous-arrow', 'Previous image (arrow)', 'ArrowUp', () => step(-1)),
    action('undo', 'Undo', 'Ctrl+Z', () => void history.undo()),
    action('redo', 'Redo', 'Ctrl+Shift+Z', () => void history.redo()),
    action('leave', 'Leave the stroke, the polygon or the choice', 'Escape', () => {
      if (painting.following || painting.busy) painting.cancel();
      else if (suspects.suspect) desk.review.endSuspects();
      else desk.selection.clear();
    }),
    {
      ...action('next-candidate', messages.nextCandidate, 'Tab', () => painting.nextCandidate(1)),
      applies: () => painting.hasCandidates,
    },
    {
      ...action('previous-candidate', messages.previousCandidate, 'Shift+Tab', () =>
        painting.nextCandidate(-1),
      ),
      applies: () => painting.hasCandidates,
    },
    action('select-all', 'Choose all that the list shows', 'Ctrl+A', () => desk.selection.all()),
    action('select-this', 'Choose the open image, or no longer', 'Shift+C', () =>
      desk.selection.toggleOpen(),
    ),
    action(
      'select-next',
      'Choose the next image too',
      'Shift+ArrowDown',
      () => void desk.selection.extendBy(1),
    ),
    action(
      'select-previous',
      'Choose the previous image too',
      'Shift+ArrowUp',
      () => void desk.selection.extendBy(-1),
    ),
    action(
      'accept-chosen',
      'Accept all that are chosen',
      'Ctrl+Shift+Enter',
      () => void desk.many.decide('accept'),
    ),
    action(
      'reject-chosen',
      'Reject all that are chosen',
      'Ctrl+Shift+Backspace',
      () => void desk.many.decide('reject'),
    ),
    action('reopen-chosen', 'Reopen all that are chosen', '', () => void desk.many.decide('reopen')),
    action('propose-chosen', 'Propose all that are chosen', '', () => void desk.many.propose()),
    ...painting.tools.map(({ id, words, key }) =>
      action(`tool-${id}`, words.name, key, () => painting.choose(id)),
    ),
    action('smaller', 'Smaller brush', '[', () => painting.resize(1 / 1.2)),
    action('larger', 'Larger brush', ']', () => painting.resize(1.2)),
    action('shape', 'Round or square brush', 'Q', () => painting.toggleShape()),
    action('pen-pressure', 'Pen pressure sets the brush size: on or off', '', () => {
      const penPressure = !preferences.settings.penPressure;
      preferences.change({ penPressure });
      desk.app.notices.notice = messages.penPressure(penPressure);
    }),
    action('protect', messages.protect, 'L', () => {
      painting.protect = !painting.protect;
    }),
    action('specks', messages.specks.title, 'Shift+S', () => {
      if (painting.mayChange()) dialogs.show('specks');
    }),
    action('background', 'Paint background', '0', () => painting.chooseLabel(BACKGROUND)),
    action('void', 'Paint void', 'V', () => painting.chooseLabel(VOID)),
    action('pick-class', messages.pickClass, 'C', () => dialogs.show('pick-class')),
    action('classes', messages.classList.action, 'Ctrl+L', () => dialogs.show('classes')),
    ...Array.from({ length: KEYED_CLASSES }, (_, i) =>
      action(`class-${i + 1}`, messages.paintClass(i + 1), String(i + 1), () => {
        const item = desk.project.classes[i];
        if (item) painting.chooseLabel(item.label);
      }),
    ),
    ...STAGES.map((stage) =>
      action(`stage-${stage}`, `Show: ${messages.stages[stage]}`, stageKey(stage), () =>
        evidence.show(stage),
      ),
    ),
    action('compare', messages.compare, 'W', () => evidence.compare()),
    action('overlay', 'Overlay on or off', 'O', () => preferences.toggleOverlay()),
    action('contours', 'Contours on or off', 'K', () =>
      preferences.change({ contours: !preferences.settings.contours }),
    ),
    action('hatching', 'Hatch what was painted: on or off', 'H', () =>
      preferences.change({ hatching: !preferences.settings.hatching }),
    ),
    action('fit', 'Fit the image', 'Z', () => viewport.fit()),
    action('actual-size', 'Show at 100 %', 'Shift+Z', () => viewport.actualSize()),
    action('zoom-in', 'Zoom in', '+', () => viewport.zoom(1.25)),
    action('zoom-out', 'Zoom out', '-', () => viewport.zoom(0.8)),
    action('refine', messages.edges.now, 'G', () => void desk.edges.refine()),
    action('edges', messages.edges.toggle, '', () => void desk.edges.follow(!desk.project.edges)),
    action('confirm-tags', messages.suggested.confirm, 'Y', () => void desk.tags.confirm()),
    action('propose', 'Propose this image', 'N', () => void proposing.propose({ imported: true })),
    action('propose-all', 'Propose all images', 'Ctrl+Enter', () => void batch.start()),
    action('cancel-batch', 'Stop proposing', 'Ctrl+Escape', () => void batch.cancel()),
    action('learn', messages.learning.toggle, '', () => void learning.setOn(!learning.now?.on)),
    action('teaches-most', messages.order.toggle, '', () =>
      queue.order(queue.by === 'teaching' ? 'list' : 'teaching'),
    ),
    action(
      'riskiest-first',
      messages.order.riskToggle,
      '',
      () => void desk.review.orderList(queue.by !== 'risk'),
    ),
    action('review', messages.review.open, 'Shift+R', () => void desk.review.open()),
    action('export', 'Export a data set', 'Ctrl+E', () => dialogs.show('export')),
    action('import', messages.imported.open, '', () => dialogs.show('import')),
    // Camweave that was started for one project looks nowhere else.
    ...(desk.app.summary?.canChooseProject
      ? [action('relink', messages.changed.relinkTitle, '', () => dialogs.show('relink'))]
      : []),
    // Where a copy goes is chosen in a dialog of the system.
    ...(desk.app.api.shell
      ? [action('save-copy', 'Save a copy of the project', 'Ctrl+Shift+S', () => void desk.saveCopy())]
      : []),
    action('palette', 'Find an action', 'Ctrl+K', () => dialogs.show('palette')),
    action('keys', 'List of keys', '?', () => dialogs.show('keys')),
    action('list', messages.toggleList, ',', () => preferences.change({ list: !preferences.settings.list })),
    action('panel', messages.togglePanel, '.', () =>
      preferences.change({ panel: !preferences.settings.panel }),
    ),
    action('theme', 'Dark or light', 'Ctrl+Shift+L', () =>
      preferences.change({ theme: preferences.dark ? 'light' : 'dark' }),
    ),
    action('colours', 'Class colours or colour-blind safe', 'Ctrl+Shift+C', () =>
      preferences.change({ palette: preferences.settings.palette === 'voc' ? 'colour-blind' : 'voc' }),
    ),
    action('home', 'Start page', 'Ctrl+Shift+H', () => void desk.leave()),
  ];
}

function action(id: string, title: string, key: string, run: () => unknown): Action {
  return { id, title, key, run: () => void run() };
}

/** The key of an action, with a person's choices applied; '' for none. */
export function keyOf({ id, key }: Pick<Action, 'id' | 'key'>, chosen: Record<string, string>): string {
  return chosen[id] ?? key;
}
