/** Execution providers of ONNX Runtime that Camweave knows. */
export const PROVIDERS = ['cuda', 'dml', 'coreml', 'webgpu', 'cpu'] as const;
export type Provider = (typeof PROVIDERS)[number];

/** Why a provider that was tried before is not the one that runs. */
export interface SkippedProvider {
  provider: Provider;
  reason: string;
}

/** The providers worth trying on a platform, best first; `cpu` always works and always comes last. */
export function providerOrder(platform: NodeJS.Platform): Provider[] {
  if (platform === 'win32') return ['cuda', 'dml', 'webgpu', 'cpu'];
  if (platform === 'darwin') return ['coreml', 'webgpu', 'cpu'];
  return ['cuda', 'webgpu', 'cpu'];
}
