/** What one side of the divider shows: the photograph, its labels, or one map `[grid, grid]` in [0, 1] over it. */
export type Side = { kind: 'photo' | 'labels' } | { kind: 'heat'; map: Float32Array; grid: number };
