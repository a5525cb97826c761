import { messages } from '../messages.ts';
import { STAGES } from '../state/Evidence.svelte.ts';
import type { Tool } from '../state/Painting.svelte.ts';
import { TOOLS } from '../state/Painting.svelte.ts';
import type { Workplace } from '../state/Workplace.svelte.ts';

/** Something that can be done on the desk: by key, from the palette, from the window's menu. */
export interface Action {
  id: string;
  title: string;
  /** The usual key; a person may choose another. */
  key: string;
  run: (place: Workplace) => void;
}

const TOOL_KEYS: Record<Tool, string> = {
  ...{ pan: 'M', brush: 'B', eraser: 'E', polygon: 'P', fill: 'F' },
  ...{ accept: 'R', reject: 'T', clear: 'X', pick: 'I' },
};

/** Every action, in the order of the list of keys. */
export const ACTIONS: readonly Action[] = [
  action('accept', 'Accept and go on', 'Enter', ({ desk, painting }) =>
    painting.corners.length > 0 ? painting.closePolygon() : void desk.decide('image.accept'),
  ),
  action('reject', 'Reject and go on', 'Backspace', ({ desk, painting }) =>
    painting.corners.length > 0 ? painting.removeCorner() : void desk.decide('image.reject'),
  ),
  action('reopen', 'Reopen a decided image', 'Ctrl+Backspace', ({ desk }) => void desk.reopen()),
  action('next', 'Next image', 'D', ({ desk }) => void desk.step(1)),
  action('next-arrow', 'Next image (arrow)', 'ArrowDown', ({ desk }) => void desk.step(1)),
  action('previous', 'Previous image', 'A', ({ desk }) => void desk.step(-1)),
  action('previous-arrow', 'Previous image (arrow)', 'ArrowUp', ({ desk }) => void desk.step(-1)),
  action('undo', 'Undo', 'Ctrl+Z', ({ painting }) => void painting.step('undo')),
  action('redo', 'Redo', 'Ctrl+Shift+Z', ({ painting }) => void painting.step('redo')),
  action('leave', 'Leave the stroke or polygon', 'Escape', ({ painting }) => painting.cancel()),
  ...TOOLS.map((tool) =>
    action(`tool-${tool}`, messages.tools[tool], TOOL_KEYS[tool], ({ painting }) => painting.choose(tool)),
  ),
  action('smaller', 'Smaller brush', '[', ({ painting }) => painting.resize(1 / 1.2)),
  action('larger', 'Larger brush', ']', ({ painting }) => painting.resize(1.2)),
  action('shape', 'Round or square brush', 'Q', ({ painting }) => {
    painting.shape = painting.shape === 'round' ? 'square' : 'round';
  }),
  action('protect', messages.protect, 'L', ({ painting }) => {
    painting.protect = !painting.protect;
  }),
  action('background', 'Paint background', '0', ({ painting }) => painting.chooseLabel(0)),
  action('void', 'Paint void', 'V', ({ painting }) => painting.chooseLabel(255)),
  ...Array.from({ length: 9 }, (_, i) =>
    action(`class-${i + 1}`, `Paint class ${i + 1} of the panel`, String(i + 1), (place) =>
      place.chooseRow(i),
    ),
  ),
  ...STAGES.map((stage, i) =>
    action(`stage-${stage}`, `Show: ${messages.stages[stage]}`, `Alt+${i + 1}`, ({ evidence }) =>
      evidence.show(stage),
    ),
  ),
  action('compare', messages.compare, 'C', ({ evidence }) => evidence.compare()),
  action('overlay', 'Overlay on or off', 'O', (place) => place.toggleOverlay()),
  action('contours', 'Contours on or off', 'K', ({ app }) =>
    app.change({ contours: !app.settings.contours }),
  ),
  action('fit', 'Fit the image', 'Z', (place) => place.fit()),
  action('actual-size', 'Show at 100 %', 'Shift+Z', (place) => place.actualSize()),
  action('zoom-in', 'Zoom in', '+', (place) => place.zoom(1.25)),
  action('zoom-out', 'Zoom out', '-', (place) => place.zoom(0.8)),
  action('propose', 'Propose this image', 'N', ({ desk }) => void desk.propose()),
  action('propose-all', 'Propose all images', 'Ctrl+Enter', ({ desk }) => void desk.startBatch()),
  action('cancel-batch', 'Stop proposing', 'Ctrl+Escape', ({ desk }) => void desk.cancelBatch()),
  action('export', 'Export a data set', 'Ctrl+E', (place) => (place.dialog = 'export')),
  action('palette', 'Find an action', 'Ctrl+K', (place) => (place.dialog = 'palette')),
  action('keys', 'List of keys', '?', (place) => (place.dialog = 'keys')),
  action('theme', 'Dark or light', 'Ctrl+Shift+L', ({ app }) =>
    app.change({ theme: app.dark ? 'light' : 'dark' }),
  ),
  action('colours', 'Class colours or colour-blind safe', 'Ctrl+Shift+C', ({ app }) =>
    app.change({ palette: app.settings.palette === 'voc' ? 'colour-blind' : 'voc' }),
  ),
  action('home', 'Start page', 'Ctrl+Shift+H', (place) => void place.home()),
];

function action(id: string, title: string, key: string, run: (place: Workplace) => void): Action {
  return { id, title, key, run };
}

/** The key of an action, with a person's choices applied; '' for none. */
export function keyOf({ id, key }: Action, chosen: Record<string, string>): string {
  return chosen[id] ?? key;
}
