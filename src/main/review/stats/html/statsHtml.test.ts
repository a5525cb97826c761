import { expect, it } from 'vitest';
import { reviewedProject } from '../../../../../testing/reviewedProject.ts';
import { temporaryFolder } from '../../../../../testing/temporaryFolder.ts';
import { TimeSlices } from '../../../formats/dataset/TimeSlices.ts';
import { projectStats } from '../projectStats.ts';
import { escapeHtml } from './escapeHtml.ts';
import { statsHtml } from './statsHtml.ts';

it('a name is text, whatever it holds', () => {
  expect(escapeHtml(`<img src=x onerror="a('b')">&\u202e`)).toBe(
    '&lt;img src=x onerror=&quot;a(&#39;b&#39;)&quot;&gt;&amp;\\u202e',
  );
});

it('the file has title, date, plots with their words, and nothing that runs or comes from elsewhere', async () => {
  const project = reviewedProject(temporaryFolder());
  const evil = '<script>alert(1)</script>';
  project.transaction(() => {
    project.classes.rename(1, evil, '#800000');
    const by = { when: '2026-01-01T00:00:00Z', author: evil };
    project.notes.add(3, { kind: 'verdict', text: evil, at: null }, by);
    project.activeTime.add(1, evil, 5);
  });
  const slices = new TimeSlices();
  const stats = await projectStats(project, { slices, uncounted: new Set([1]) });
  project.close();
  const html = statsHtml({ ...stats, at: '2026-01-31T12:34:56.000Z' });
  expect(html).toContain('<h1>test: statistics</h1>');
  expect(html).toContain('2026-01-31 12:34 UTC');
  expect(html).toContain('The label maps of 1 image are not counted');
  expect(html).toMatch(/<svg[^>]*role="img" aria-label="Images by state: new 0, proposed 1/);
  expect(html).toContain('&lt;script&gt;alert(1)');
  expect(html).not.toMatch(/<script|<link|<img|src=|href=|url\(|https?:/i);
});
