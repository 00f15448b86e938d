/** A plane through a cloud of vectors, along the two directions in which the cloud is widest. */
export interface Plane {
  mean: number[];
  axes: [number[], number[]];
}

export interface Point {
  x: number;
  y: number;
}

/** Principal component analysis by power iteration, for two components. */
export function fitPlane(vectors: number[][]): Plane {
  const mean = vectors[0]!.map((_, place) => average(vectors.map((vector) => vector[place]!)));
  const centred = vectors.map((vector) => vector.map((value, place) => value - mean[place]!));
  const first = widest(centred);
  const second = widest(centred.map((vector) => without(vector, first)));
  return { mean, axes: [first, second] };
}

/** The place of a vector on the plane. */
export function project({ mean, axes }: Plane, vector: number[]): Point {
  const centred = vector.map((value, place) => value - mean[place]!);
  return { x: dot(centred, axes[0]), y: dot(centred, axes[1]) };
}

const rounds = 60;

/** The direction in which vectors around zero differ most. */
function widest(vectors: number[][]): number[] {
  // Any start works that is not at a right angle to the answer; a fixed one gives the same picture each time.
  let direction = unit(vectors[0]!.map((_, place) => Math.cos(place + 1)));
  for (let round = 0; round < rounds; round += 1) {
    const sum = direction.map(() => 0);
    for (const vector of vectors) {
      const length = dot(vector, direction);
      for (let place = 0; place < sum.length; place += 1) sum[place]! += length * vector[place]!;
    }
    direction = unit(sum);
  }
  return direction;
}

function without(vector: number[], direction: number[]): number[] {
  const length = dot(vector, direction);
  return vector.map((value, place) => value - length * direction[place]!);
}

function unit(vector: number[]): number[] {
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

function dot(one: number[], other: number[]): number {
  let sum = 0;
  for (let place = 0; place < one.length; place += 1) sum += one[place]! * other[place]!;
  return sum;
}

function average(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
