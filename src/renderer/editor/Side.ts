/** What one side of the divider shows: the photograph, its labels, who decided them, or one map `[grid, grid]` in [0, 1]. */
export type Side =
  { kind: 'photo' | 'labels' | 'origins' } | { kind: 'heat'; map: Float32Array; grid: number };
