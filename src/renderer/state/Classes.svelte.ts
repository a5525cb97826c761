import type { ClassSummary, ProjectSummary } from '../../shared/contract/projectRoutes.ts';
import type { Input, Output } from '../../shared/contract/routes.ts';
import { suggestColours } from '../../shared/colours/suggestColours.ts';
import { withColours } from '../../shared/colours/withColours.ts';
import type { ListedClass } from '../../shared/classes/classList.ts';
import { BACKGROUND, isClass } from '../../shared/labels/labelCodes.ts';
import type { Api } from '../api/Api.ts';
import { RouteError } from '../api/Api.ts';
import { messages } from '../messages/messages.ts';
import type { CurrentImage } from './CurrentImage.svelte.ts';
import type { Deed } from './Deed.ts';
import type { Images } from './Images.svelte.ts';
import type { Notices } from './Notices.svelte.ts';
import type { Outbox } from './Outbox.ts';
import type { Painting } from './Painting.svelte.ts';
import type { ProjectState } from './ProjectState.svelte.ts';
import type { Queue } from './Queue.svelte.ts';
import type { Thresholds } from './Thresholds.ts';

interface Parts {
  api: Api;
  notices: Notices;
  project: ProjectState;
  images: Images;
  current: CurrentImage;
  queue: Queue;
  painting: Painting;
  thresholds: Thresholds;
  outbox: Outbox;
}

type NameAndColour = Pick<ClassSummary, 'name' | 'colour'>;
type ChangeRoute = `class.${'addMany' | 'update' | 'delete' | 'restore' | 'reorder'}`;
/** Whether a change was made, and else why not, where that is for a form to say. */
type Tried = ReturnType<Notices['tried']>;

/** Every change of the list of classes; each is a deed that can be taken back. */
export class Classes {
  /** How many images have each class, and which classes are gone; undefined until somebody has asked. */
  use = $state.raw<Output<'class.use'>>();
  /** Is told of every change that a person makes. */
  onDone: (deed: Deed) => void = () => undefined;
  /** Is told where labels of images mean something else now. */
  onRelabelled: () => void = () => undefined;
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** Counts anew how many images have each class. */
  async count(): Promise<void> {
    const { api, notices, outbox } = this.parts;
    await notices.attempt(async () => {
      await outbox.idle({ own: true });
      this.use = await api.call('class.use', {});
    });
  }

  /** A colour for a new class that is far from those in use, and from some that were suggested before. */
  suggestColour(but: readonly string[] = [], except?: number): string {
    const others = this.parts.project.classes.filter(({ label }) => label !== except);
    return suggestColours([...others.map(({ colour }) => colour), ...but], 1)[0]!;
  }

  /** Adds classes behind the others; those without a colour get one that is far from all others. */
  add(listed: readonly ListedClass[]): Tried {
    const { project } = this.parts;
    const added = withColours(
      listed,
      project.classes.map(({ colour }) => colour),
    );
    let labels: number[] = [];
    return this.change(
      added.length === 1
        ? messages.deeds.classAdded(added[0]!.name)
        : messages.deeds.classesAdded(added.length),
      async () => {
        const before = new Set(project.classes.map(({ label }) => label));
        await this.send('class.addMany', { classes: added });
        labels = project.classes.map(({ label }) => label).filter((label) => !before.has(label));
      },
      {
        undo: async () => {
          await this.expectUnused(labels);
          await this.relabel('class.delete', { labels, becomes: BACKGROUND });
        },
        redo: () => this.relabel('class.restore', { labels }),
      },
    );
  }

  /** Gives a class another name and colour. */
  rename(label: number, to: NameAndColour): Tried {
    const found = this.find(label);
    const before = { name: found.name, colour: found.colour };
    const put = (values: NameAndColour) => (): Promise<void> =>
      this.send('class.update', { label, ...values });
    return this.change(messages.deeds.classChanged(to.name), put(to), { undo: put(before), redo: put(to) });
  }

  /** Deletes a class, or merges it into another; what it was painted and accepted on becomes that. */
  remove(label: number, becomes: number): Tried {
    const { name } = this.find(label);
    const target = isClass(becomes) ? this.find(becomes).name : undefined;
    const remove = (): Promise<void> =>
      this.relabel('class.delete', { labels: [label], becomes: becomes as Input<'class.delete'>['becomes'] });
    return this.change(
      target === undefined ? messages.deeds.classDeleted(name) : messages.deeds.classMerged(name, target),
      remove,
      { undo: () => this.relabel('class.restore', { labels: [label] }), redo: remove },
    );
  }

  /** Brings a class back that was deleted or merged, with all that was labelled with it. */
  restore({ label, name, becomes }: Output<'class.use'>['gone'][number]): Tried {
    const restore = (): Promise<void> => this.relabel('class.restore', { labels: [label] });
    return this.change(messages.deeds.classRestored(name), restore, {
      undo: () =>
        this.relabel('class.delete', {
          labels: [label],
          becomes: becomes as Input<'class.delete'>['becomes'],
        }),
      redo: restore,
    });
  }

  /** Puts a class where another is; those between move up or down by one. */
  move(label: number, to: number): Tried {
    const before = this.parts.project.classes.map((item) => item.label);
    const others = before.filter((other) => other !== label);
    const after = [...others.slice(0, to), label, ...others.slice(to)];
    const put = (labels: number[]) => (): Promise<void> => this.send('class.reorder', { labels });
    const step = (from: number[], labels: number[]) => async (): Promise<void> => {
      const present = this.parts.project.classes.map((item) => item.label);
      if (present.join() !== from.join()) throw new RouteError('invalid-input', messages.changedSince);
      await put(labels)();
    };
    return this.change(messages.deeds.classMoved(this.find(label).name), put(after), {
      undo: step(after, before),
      redo: step(before, after),
    });
  }

  /** Does a change after all that was done before is saved, and notes how it is taken back. */
  private async change(
    words: string,
    work: () => Promise<void>,
    steps: { undo: () => Promise<void>; redo: () => Promise<void> },
  ): Tried {
    const tried = await this.parts.notices.tried(work);
    if (tried.done) this.onDone({ words, ...steps });
    return tried;
  }

  /** @throws RouteError */
  private async send<Route extends ChangeRoute>(route: Route, input: Input<Route>): Promise<void> {
    const { api, project, thresholds, outbox } = this.parts;
    // A stroke or a threshold of a class that goes has to come before.
    await thresholds.save();
    await outbox.idle({ own: true });
    const head = { number: crypto.randomUUID(), project: project.summary!.id };
    const summary: ProjectSummary = await api.call(route, input, head);
    project.take(summary);
    if (this.use) await this.count();
  }

  /** A change after which labels of images mean something else. @throws RouteError */
  private async relabel<Route extends 'class.delete' | 'class.restore'>(
    route: Route,
    input: Input<Route>,
  ): Promise<void> {
    const { api, project, images, current, queue, painting } = this.parts;
    await this.send(route, input);
    this.onRelabelled();
    images.all = await api.call('image.list', {});
    const there = new Set(project.classes.map(({ label }) => label));
    const isGone = (label: unknown): boolean => isClass(Number(label)) && !there.has(Number(label));
    if (isGone(queue.tagFilter)) queue.tagFilter = 'all';
    if (isGone(painting.label)) {
      const becomes = 'becomes' in input ? input.becomes : BACKGROUND;
      painting.label = there.has(becomes) ? becomes : (project.classes[0]?.label ?? BACKGROUND);
    }
    await current.openAgain();
  }

  /** What other images were given meanwhile is not taken away with a class. @throws RouteError */
  private async expectUnused(labels: readonly number[]): Promise<void> {
    const { api, outbox } = this.parts;
    await outbox.idle({ own: true });
    const { classes } = await api.call('class.use', {});
    for (const { label, images } of classes)
      if (labels.includes(label) && images > 0)
        throw new RouteError('invalid-input', messages.classUsed(this.find(label).name, images));
  }

  private find(label: number): ClassSummary {
    return this.parts.project.classes.find((item) => item.label === label)!;
  }
}
