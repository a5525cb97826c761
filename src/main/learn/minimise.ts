/** The value of a function at a point, and its gradient there, written into `gradient`. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

/** Steps that are remembered. */
const MEMORY = 8;
/** A step has to bring this share of what its slope promises (the condition of Armijo). */
const ENOUGH = 1e-4;
const MOST_HALVINGS = 20;

/**
 * Finds a minimum of a smooth convex function from `start` with L-BFGS: Nocedal and Wright, "Numerical Optimization", 2006, algorithm
 * 7.4 and 7.5, with steps halved until they bring enough.
 *
 * @param limits at most so many iterations; ends earlier where one brings less than `tolerance` of the value
 * @returns the best point that was found
 */
export function minimise(
  objective: Objective,
  start: Float64Array,
  { iterations, tolerance = 1e-5 }: { iterations: number; tolerance?: number },
): Float64Array {
  let point = Float64Array.from(start);
  let gradient = new Float64Array(point.length);
  let value = objective(point, gradient);
  const memory: { s: Float64Array; y: Float64Array; rho: number }[] = [];
  for (let i = 0; i < iterations; i++) {
    const direction = quasiNewton(gradient, memory);
    const slope = dot(direction, gradient);
    if (!(slope < 0)) break;
    // Nothing is known of the scale of the first step.
    let step = memory.length === 0 ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
    const next = new Float64Array(point.length);
    const nextGradient = new Float64Array(point.length);
    let nextValue = Infinity;
    for (let halvings = 0; halvings < MOST_HALVINGS; halvings++, step /= 2) {
      for (let k = 0; k < next.length; k++) next[k] = point[k]! + step * direction[k]!;
      nextValue = objective(next, nextGradient);
      if (nextValue <= value + ENOUGH * step * slope) break;
    }
    if (!(nextValue < value)) break;
    const s = next.map((x, k) => x - point[k]!);
    const y = nextGradient.map((x, k) => x - gradient[k]!);
    const curvature = dot(s, y);
    if (curvature > 1e-12) memory.push({ s, y, rho: 1 / curvature });
    if (memory.length > MEMORY) memory.shift();
    const gained = value - nextValue;
    [point, gradient, value] = [next, nextGradient, nextValue];
    if (gained < tolerance * Math.abs(value)) break;
  }
  return point;
}

/** The direction of the next step: minus the gradient times an estimate of the inverse Hessian. */
function quasiNewton(
  gradient: Float64Array,
  memory: readonly { s: Float64Array; y: Float64Array; rho: number }[],
): Float64Array {
  const q = gradient.map((x) => -x);
  const alphas = memory.map(() => 0);
  for (let i = memory.length - 1; i >= 0; i--) {
    const { s, y, rho } = memory[i]!;
    alphas[i] = rho * dot(s, q);
    addScaled(q, y, -alphas[i]!);
  }
  const last = memory.at(-1);
  if (last) {
    const scale = 1 / (last.rho * dot(last.y, last.y));
    for (let k = 0; k < q.length; k++) q[k]! *= scale;
  }
  for (const [i, { s, y, rho }] of memory.entries()) addScaled(q, s, alphas[i]! - rho * dot(y, q));
  return q;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function addScaled(to: Float64Array, what: Float64Array, factor: number): void {
  for (let i = 0; i < to.length; i++) to[i]! += factor * what[i]!;
}
