/** How many damaged sources of each format are read, and from which seed on: `CAMWEAVE_FUZZ=2000` for many. None may take longer. */
export const FUZZ = {
  count: Number(process.env['CAMWEAVE_FUZZ'] ?? 100),
  first: Number(process.env['CAMWEAVE_SEED'] ?? 1),
  longestMs: 5000,
};
