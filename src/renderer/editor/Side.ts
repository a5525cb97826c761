/** What one side of the divider shows: the photograph, its labels, who decided them, its true labels, how labels differ from them, or one map `[grid, grid]` in [0, 1]. */
export type Side =
  | { kind: 'photo' | 'labels' | 'origins' | 'truth' | 'difference' }
  | { kind: 'heat'; map: Float32Array; grid: number };
