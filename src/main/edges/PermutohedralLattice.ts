/** Odd constants that spread the coordinates of a vertex over the hash table. */
const HASH_FACTOR = 2531011;
const LARGEST_LOAD = 2;

/**
 * A Gaussian filter over points of some dimensions, in time linear in their number: values are spread onto the vertices of
 * a lattice of simplices, blurred along its axes, and read back (Adams, Baek and Davis, "Fast High-Dimensional Filtering
 * Using the Permutohedral Lattice", 2010). The standard deviation is 1 in every dimension of the points.
 */
export class PermutohedralLattice {
  readonly points: number;
  /** Vertices, the first of which stands for all that are missing and is always 0. */
  private readonly vertices: number;
  private readonly dimensions: number;
  /** `[points, dimensions + 1]`: the vertices around a point, and their weights, which sum to 1. */
  private readonly around: Int32Array;
  private readonly weights: Float32Array;
  /** `[dimensions + 1, vertices, 2]`: the neighbours along each axis. */
  private readonly neighbours: Int32Array;

  /** @param features `[points, dimensions]`, in standard deviations */
  constructor(features: Float32Array, dimensions: number) {
    const points = features.length / dimensions;
    const corners = dimensions + 1;
    this.points = points;
    this.dimensions = dimensions;
    this.around = new Int32Array(points * corners);
    this.weights = new Float32Array(points * corners);
    const keys = new VertexKeys(dimensions, points);
    this.place(features, keys);
    this.vertices = keys.count;
    this.neighbours = keys.neighbours();
  }

  /**
   * Filters one value of each point.
   *
   * @param values `[points]`
   * @param target the same, written to; may be the values themselves
   */
  filter(values: Float32Array, target: Float32Array): void {
    const { points, dimensions, vertices, around, weights, neighbours } = this;
    const corners = dimensions + 1;
    let present = new Float32Array(vertices);
    let next = new Float32Array(vertices);
    for (let point = 0, corner = 0; point < points; point++) {
      const value = values[point]!;
      for (let i = 0; i < corners; i++, corner++) present[around[corner]!]! += weights[corner]! * value;
    }
    for (let axis = 0; axis < corners; axis++) {
      const first = axis * vertices * 2;
      for (let vertex = 1, at = first + 2; vertex < vertices; vertex++, at += 2)
        next[vertex] = present[vertex]! + 0.5 * (present[neighbours[at]!]! + present[neighbours[at + 1]!]!);
      [present, next] = [next, present];
    }
    // What blurring along all axes multiplies a constant by.
    const scale = 1 / (1 + 2 ** -dimensions);
    for (let point = 0, corner = 0; point < points; point++) {
      let sum = 0;
      for (let i = 0; i < corners; i++, corner++) sum += weights[corner]! * present[around[corner]!]!;
      target[point] = sum * scale;
    }
  }

  /** Finds the simplex around each point, and the point's place in it. */
  private place(features: Float32Array, keys: VertexKeys): void {
    const { points, dimensions: d, around, weights } = this;
    const corners = d + 1;
    // Along an axis, blurring has this variance; the scale makes it 1.
    const spread = Math.sqrt(2 / 3) * corners;
    const scale = Float64Array.from({ length: d }, (_, i) => spread / Math.sqrt((i + 1) * (i + 2)));
    const elevated = new Float64Array(corners);
    const base = new Int32Array(corners);
    const rank = new Int32Array(corners);
    const barycentric = new Float64Array(d + 2);
    const key = new Int16Array(d);
    for (let point = 0; point < points; point++) {
      let sum = 0;
      for (let i = d; i > 0; i--) {
        const along = features[point * d + i - 1]! * scale[i - 1]!;
        elevated[i] = sum - i * along;
        sum += along;
      }
      elevated[0] = sum;
      let excess = 0;
      for (let i = 0; i < corners; i++) {
        const nearest = Math.round(elevated[i]! / corners);
        base[i] = nearest * corners;
        excess += nearest;
      }
      rank.fill(excess);
      for (let i = 0; i < d; i++) {
        for (let j = i + 1; j < corners; j++) {
          if (elevated[i]! - base[i]! < elevated[j]! - base[j]!) rank[i]! += 1;
          else rank[j]! += 1;
        }
      }
      for (let i = 0; i < corners; i++) {
        const turn = rank[i]! < 0 ? corners : rank[i]! > d ? -corners : 0;
        rank[i]! += turn;
        base[i]! += turn;
      }
      barycentric.fill(0);
      for (let i = 0; i < corners; i++) {
        const share = (elevated[i]! - base[i]!) / corners;
        barycentric[d - rank[i]!]! += share;
        barycentric[d - rank[i]! + 1]! -= share;
      }
      barycentric[0]! += 1 + barycentric[d + 1]!;
      for (let remainder = 0; remainder < corners; remainder++) {
        for (let i = 0; i < d; i++)
          key[i] = base[i]! + (rank[i]! <= d - remainder ? remainder : remainder - corners);
        around[point * corners + remainder] = keys.indexOf(key);
        weights[point * corners + remainder] = barycentric[remainder]!;
      }
    }
  }
}

/** The vertices that occur, numbered from 1 as they come. */
class VertexKeys {
  count = 1;
  private readonly dimensions: number;
  private keys: Int16Array;
  private table: Int32Array;

  constructor(dimensions: number, expected: number) {
    this.dimensions = dimensions;
    this.keys = new Int16Array((expected + 1) * dimensions);
    this.table = new Int32Array(2 ** Math.ceil(Math.log2(expected * LARGEST_LOAD + 1)));
  }

  /** The number of a vertex, which is new where it has none yet. */
  indexOf(key: Int16Array): number {
    const slot = this.slotOf(key);
    const known = this.table[slot]!;
    if (known !== 0) return known;
    const { dimensions, count } = this;
    if ((count + 1) * dimensions > this.keys.length) this.growKeys();
    this.keys.set(key, count * dimensions);
    this.table[slot] = count;
    this.count += 1;
    if (this.count * LARGEST_LOAD > this.table.length) this.growTable();
    return count;
  }

  /** `[dimensions + 1, count, 2]`, 0 where there is no such vertex. */
  neighbours(): Int32Array {
    const { dimensions: d, count, keys } = this;
    const found = new Int32Array((d + 1) * count * 2);
    const key = new Int16Array(d);
    for (let axis = 0; axis <= d; axis++) {
      const first = axis * count;
      for (let vertex = 1; vertex < count; vertex++) {
        for (let i = 0; i < d; i++) key[i] = keys[vertex * d + i]! + (i === axis ? -d : 1);
        const after = this.table[this.slotOf(key)]!;
        found[(first + vertex) * 2 + 1] = after;
        if (after !== 0) found[(first + after) * 2] = vertex;
      }
    }
    return found;
  }

  private slotOf(key: Int16Array): number {
    const { dimensions, keys, table } = this;
    const mask = table.length - 1;
    let hash = 0;
    for (let i = 0; i < dimensions; i++) hash = Math.imul(hash + key[i]!, HASH_FACTOR);
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const known = table[slot]!;
      if (known === 0) return slot;
      const first = known * dimensions;
      let i = 0;
      while (i < dimensions && keys[first + i] === key[i]) i++;
      if (i === dimensions) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private growKeys(): void {
    const larger = new Int16Array(this.keys.length * 2);
    larger.set(this.keys);
    this.keys = larger;
  }

  private growTable(): void {
    this.table = new Int32Array(this.table.length * 2);
    const key = new Int16Array(this.dimensions);
    for (let vertex = 1; vertex < this.count; vertex++) {
      for (let i = 0; i < this.dimensions; i++) key[i] = this.keys[vertex * this.dimensions + i]!;
      this.table[this.slotOf(key)] = vertex;
    }
  }
}
