import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';
import { decide } from '../src/main/annotate/decisions.ts';
import { Strokes } from '../src/main/annotate/Strokes.ts';
import type { SizedImage } from '../src/main/annotate/withContent.ts';
import { readSource } from '../src/main/formats/readSource.ts';
import { forkChild } from '../src/main/inference/host/forkChild.ts';
import { InferenceHost } from '../src/main/inference/host/InferenceHost.ts';
import type { LearningProgress } from '../src/main/learn/Learner.ts';
import { Learner } from '../src/main/learn/Learner.ts';
import { adcam } from '../src/main/models/adcam/adcam.ts';
import { openPackOf } from '../src/main/models/pack/openPack.ts';
import { ProjectFile } from '../src/main/project/ProjectFile.ts';
import type { Proposer } from '../src/main/propose/openProposer.ts';
import { openProposer } from '../src/main/propose/openProposer.ts';
import { Proposals } from '../src/main/propose/Proposals.ts';
import { proposeProject } from '../src/main/propose/proposeProject.ts';
import { addSource, adoptPack } from '../src/main/propose/setUpProject.ts';
import { DEFAULT_PARAMETERS } from '../src/shared/parameters/proposalParameters.ts';
import { UNTOUCHED } from '../src/shared/labels/labelCodes.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const resources = join(import.meta.dirname, '..', 'resources');
const pack = join(resources, 'packs', 'default');
const SAMPLES = ['cameraman', 'cat', 'coffee', 'officer', 'rocket', 'spacesuit'];

/** The networks and the proposed project, which all tests of a file share. */
let opened: Promise<Proposer> | undefined;
let proposed: Promise<string> | undefined;
afterAll(async () => (await opened)?.host.close());

/** A project of the samples with the bundled pack, its networks, and what learns from it; edges are left alone. */
export class LearningProject {
  readonly file: ProjectFile;
  readonly manifest = openPackOf(adcam, pack).manifest;
  readonly learner: Learner;
  readonly problems: string[] = [];
  readonly heads: number[] = [];
  /** Is called with every step. */
  onProgress: (progress: LearningProgress) => void = () => undefined;
  /** Is told of every job of a process that learns, before it gets it. */
  onJob: (job: string, pid: number) => void = () => undefined;
  /** How often the networks were asked for. */
  asked = 0;
  /** Processes that were started to learn. */
  readonly children: number[] = [];

  private constructor(file: ProjectFile) {
    this.file = file;
    this.learner = this.newLearner();
  }

  static async open(): Promise<LearningProject> {
    const folder = temporaryFolder();
    const photographs = join(folder, 'photographs');
    mkdirSync(photographs, { recursive: true });
    for (const name of SAMPLES)
      copyFileSync(join(resources, 'samples', `${name}.jpg`), join(photographs, `${name}.jpg`));
    const path = join(folder, 'learning.camweave');
    proposed ??= proposeOnce();
    copyFileSync(await proposed, path);
    const file = ProjectFile.open(path);
    file.meta.set('root', photographs);
    const project = new LearningProject(file);
    onTestFinished(() => {
      project.learner.close();
      file.close();
    });
    return project;
  }

  /** Another one on the same project, as after a start. */
  newLearner(): Learner {
    return new Learner(this.file, {
      startChild: () => {
        const child = forkChild();
        this.children.push(child.pid!);
        const { send } = child;
        child.send = (message) => {
          if ('job' in message) this.onJob(String(message.job), child.pid!);
          send(message);
        };
        return child;
      },
      manifest: () => this.manifest,
      networks: async () => {
        this.asked += 1;
        const { host, manifest } = await networks();
        return { manifest, run: (job, input) => host.run(job, input) };
      },
      onProgress: (progress) => this.onProgress(progress),
      onHead: (id) => this.heads.push(id),
    });
  }

  async propose(): Promise<number> {
    return proposeAll(this.file);
  }

  image(name: string): SizedImage {
    return this.file.images.all().find(({ path }) => path === `${name}.jpg`) as SizedImage;
  }

  accept(...names: string[]): void {
    for (const name of names) decide(this.file, this.image(name), 'accept', { author: 'a' });
  }

  reopen(...names: string[]): void {
    for (const name of names) decide(this.file, this.image(name), 'reopen', { author: 'a' });
  }

  /** Paints a class over the lower half of an image, and tags it. */
  paint(name: string, label: number): void {
    const image = this.image(name);
    const area = {
      x: 0,
      y: image.height >> 1,
      width: image.width,
      height: image.height - (image.height >> 1),
    };
    const before = new Uint8Array(area.width * area.height).fill(UNTOUCHED);
    const after = new Uint8Array(before.length).fill(label);
    new Strokes(this.file).add(image, { ...area, label, before, after }, { author: 'a' });
    const tags = [...new Set([...(image.tags ?? []), label])].sort((a, b) => a - b);
    this.file.images.setTags(image.id, tags, 'person');
  }

  async learn(): Promise<void> {
    await this.learner.learn((problem) => this.problems.push(problem));
  }

  /** How proposals are made now. */
  get proposals(): Proposals {
    return new Proposals(this.file, this.manifest);
  }
}

function networks(): Promise<Proposer> {
  opened ??= openProposer(new InferenceHost(forkChild), pack, ['cpu']);
  return opened;
}

async function proposeAll(file: ProjectFile): Promise<number> {
  const { host, manifest } = await networks();
  const { proposed } = await proposeProject(file, host, manifest, { refine: async () => undefined });
  return proposed;
}

/** @returns path of a project of the samples, proposed at one scale, which is enough to learn from and several times as fast */
async function proposeOnce(): Promise<string> {
  const path = join(temporaryFolder(), 'proposed.camweave');
  const file = ProjectFile.open(path, { create: true });
  adoptPack(file, pack, openPackOf(adcam, pack).manifest);
  file.meta.set('edges', false);
  file.meta.set('parameters', { ...DEFAULT_PARAMETERS, scales: [1], flip: false });
  addSource(file, await readSource(join(resources, 'samples'), []));
  await proposeAll(file);
  file.close();
  return path;
}
