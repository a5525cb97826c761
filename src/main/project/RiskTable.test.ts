import Database from 'better-sqlite3';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import { createDatabase } from './openDatabase.ts';
import { MIGRATIONS } from './migrations.ts';
import { ProjectFile } from './ProjectFile.ts';
import type { StoredRisk } from './RiskTable.ts';

const folder = temporaryFolder();
let project: ProjectFile;
let path: string;
let count = 0;
beforeEach(() => {
  path = join(folder, `${count++}.camweave`);
  project = ProjectFile.open(path, { create: true });
  project.transaction(() => {
    project.classes.add({ label: 1, name: 'cat', colour: '#ff0000', threshold: 0.5 });
    project.classes.add({ label: 2, name: 'dog', colour: '#00ff00', threshold: 0.5 });
    project.images.add({ path: 'a.jpg', bytes: 1, tags: undefined });
    project.images.add({ path: 'b.jpg', bytes: 1, tags: undefined });
  });
});
afterEach(() => project.close());

const RISK: StoredRisk = {
  basis: 'made of this',
  risk: 0.25,
  classes: [
    { label: 1, risk: 0.4, scores: { stability: 0.5 } },
    { label: 2, risk: 0.1, scores: {} },
  ],
  scores: { stability: 0.3, edges: 0.2 },
  components: [
    { label: 2, box: { xmin: 1, ymin: 2, xmax: 30, ymax: 40 }, area: 700, risk: 0.9, scores: { area: 0.8 } },
  ],
};

const LINES = [
  { label: 1, risk: 0.4 },
  { label: 2, risk: 0.1 },
];

it('what is computed of an image is kept, and goes when it is computed anew', () => {
  project.transaction(() => project.risks.put(1, RISK));
  expect(project.risks.get(1)).toEqual(RISK);
  expect(project.risks.get(2)).toBeUndefined();
  expect(project.risks.all()).toEqual([{ id: 1, risk: 0.25, area: 700, classes: LINES }]);
  project.transaction(() => project.risks.put(1, { ...RISK, basis: 'another', risk: 1 }));
  expect(project.risks.all()[0]!.risk).toBe(1);
  project.transaction(() => project.risks.setRisk(1, 0.5));
  expect(project.risks.get(1)).toEqual({ ...RISK, basis: 'another', risk: 0.5 });
  expect(project.risks.basisOf(1)).toBe('another');
  expect(project.risks.bases()).toEqual(new Map([[1, 'another']]));
});

it('classes that became one have the greater risk, and a deleted one has none', () => {
  project.transaction(() => {
    project.risks.put(1, RISK);
    project.classes.setBecomes(2, 1);
  });
  expect(project.risks.all()[0]!.classes).toEqual([{ label: 1, risk: 0.4 }]);
  expect(project.risks.get(1)!.components[0]!.label).toBe(1);
  expect(project.risks.get(1)!.classes).toEqual([RISK.classes[0]]);
  project.transaction(() => project.classes.setBecomes(2, 0));
  expect(project.risks.get(1)!.components).toEqual([]);
});

it('of very many components those of the greatest risk are kept, in their order', () => {
  const components = Array.from({ length: 700 }, (_, i) => ({
    ...RISK.components[0]!,
    area: i + 1,
    risk: (i % 7) / 10,
  }));
  project.transaction(() => project.risks.put(1, { ...RISK, components }));
  const kept = project.risks.get(1)!.components;
  expect(kept).toHaveLength(500);
  expect(Math.min(...kept.map(({ risk }) => risk))).toBeGreaterThan(0);
  expect(kept.every(({ area }, i) => i === 0 || area > kept[i - 1]!.area)).toBe(true);
});

it('what nobody can have computed is as good as nothing', () => {
  project.transaction(() => project.risks.put(1, RISK));
  project.close();
  const database = new Database(path);
  database.exec(
    `UPDATE risk SET judged = '{"ids": ["edges"], "image": [7], "classes": [], "components": []}'`,
  );
  database.close();
  project = ProjectFile.open(path);
  expect(project.risks.get(1)).toBeUndefined();
  expect(project.risks.all()).toHaveLength(1);
});

it('is empty in a project from before there were risks', () => {
  const older = join(folder, 'older.camweave');
  const before = MIGRATIONS.findIndex((sql) => sql.includes('CREATE TABLE risk'));
  createDatabase(older, MIGRATIONS.slice(0, before));
  const old = new Database(older);
  old.exec("INSERT INTO image (id, path, bytes, state) VALUES (1, 'a.jpg', 1, 'new')");
  old.close();
  const lifted = ProjectFile.open(older);
  expect(lifted.risks.all()).toEqual([]);
  lifted.transaction(() => lifted.risks.put(1, { ...RISK, classes: [], components: [] }));
  expect(lifted.risks.basisOf(1)).toBe(RISK.basis);
  lifted.close();
});
