import type { Layer } from '../../shared/labels/Layer.ts';
import type { ImageObjects } from '../../shared/objects/findObjects.ts';
import { findObjects } from '../../shared/objects/findObjects.ts';
import type { ObjectEdit, StoredObjectEdit } from '../../shared/objects/ObjectEdit.ts';
import { objectEditSchema } from '../../shared/objects/ObjectEdit.ts';
import type { Api } from '../api/Api.ts';
import { messages } from '../messages/messages.ts';
import type { CurrentImage } from './CurrentImage.svelte.ts';
import type { Deed, Done } from './Deed.ts';
import { labelsShown } from './labelsShown.ts';
import type { Edges } from './Edges.svelte.ts';
import type { Notices } from './Notices.svelte.ts';
import type { OpenImage } from './OpenImage.svelte.ts';
import type { Outbox } from './Outbox.ts';
import type { ProjectState } from './ProjectState.svelte.ts';

interface Parts {
  api: Api;
  notices: Notices;
  project: ProjectState;
  current: CurrentImage;
  outbox: Outbox;
  edges: Edges;
}

/** The objects of the open image: regions of its labels, as people have parted and joined them. */
export class Objects {
  /** Is told of every edit. */
  onDone: Done = () => undefined;
  private readonly parts: Parts;
  private last: { labels: Layer; key: string; found: ImageObjects } | undefined;
  private underWay: Promise<unknown> = Promise.resolve();
  private readonly labels = $derived.by(() => {
    const { current, project } = this.parts;
    return current.image && labelsShown(current.image, project.voidHalfWidth);
  });
  /** As the labels are seen now; looked for when somebody asks. Undefined while no image is open. */
  readonly found = $derived.by((): ImageObjects | undefined => {
    const { image } = this.parts.current;
    return image && this.labels && this.find(this.labels, image.standingEdits);
  });

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** Those that are shown: none while labels still move, with a threshold that is dragged. */
  get shown(): ImageObjects | undefined {
    return this.parts.edges.pending ? undefined : this.found;
  }

  /** Parts or joins objects of the open image; says so where that changes nothing, which is not kept. */
  async edit(given: ObjectEdit): Promise<void> {
    // As it is kept, so that what was tried is what comes back.
    const edit = objectEditSchema.parse(given);
    const { notices, current } = this.parts;
    const { image } = current;
    if (!image || image.closed) return;
    await notices.attempt(() =>
      this.oneByOne(async () => {
        if (current.image !== image) return;
        if (!this.changes(edit, image)) notices.notice = messages.objects.nothing[edit.kind];
        else await this.add(edit, image);
      }),
    );
  }

  /** How an edit is taken back. */
  deedOf({ id, edit }: Pick<StoredObjectEdit, 'id' | 'edit'>): Deed {
    const step =
      (how: 'undo' | 'redo') =>
      (at: OpenImage): Promise<void> =>
        this.oneByOne(async () => {
          await this.parts.outbox.idle({ own: true });
          at.objectEdits = await this.parts.api.call(`object.${how}`, { id: at.id, edit: id });
        });
    return { words: messages.objects.deeds[edit.kind], undo: step('undo'), redo: step('redo') };
  }

  private async add(edit: ObjectEdit, image: OpenImage): Promise<void> {
    const { api, outbox, project } = this.parts;
    const head = { number: crypto.randomUUID(), project: project.summary!.id };
    // A decision that is on its way comes first.
    await outbox.idle({ own: true });
    image.objectEdits = await api.call('object.add', { id: image.id, edit }, head);
    this.onDone(image.id, this.deedOf(image.objectEdits.at(-1)!));
  }

  private changes(edit: ObjectEdit, image: OpenImage): boolean {
    const { labels, found } = this;
    if (!labels || !found) return false;
    return this.find(labels, [...image.standingEdits, edit]).objects.length !== found.objects.length;
  }

  /** What was tried before it is kept need not be looked for again. */
  private find(labels: Layer, edits: readonly ObjectEdit[]): ImageObjects {
    const key = JSON.stringify(edits);
    if (this.last?.labels !== labels || this.last.key !== key)
      this.last = { labels, key, found: findObjects(labels, edits) };
    return this.last.found;
  }

  /** Each edit is looked at with those that came before it. */
  private oneByOne<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.underWay.then(work);
    this.underWay = turn.catch(() => undefined);
    return turn;
  }
}
