import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Chromium brings SwiftShader along, a Vulkan driver that computes on the CPU. */
const driver = [process.env['VK_ICD_FILENAMES'] ?? '', '/usr/lib/chromium/vk_swiftshader_icd.json'].find(
  existsSync,
);
if (driver === undefined)
  process.stderr.write('Skipped, webgpu: no Vulkan driver (install chromium for SwiftShader).\n');

/** Whether the webgpu provider can run here. */
export const hasVulkan = driver !== undefined;

/** Lets children that are started from now on find the driver. */
export function useVulkanOnCpu(): void {
  process.env['VK_ICD_FILENAMES'] = driver;
  // Where Chromium's copy of the Vulkan loader lies, for machines that have no other.
  process.env['LD_LIBRARY_PATH'] = dirname(driver!);
  process.env['XDG_RUNTIME_DIR'] ??= mkdtempSync(join(tmpdir(), 'camweave-xdg-'));
}
