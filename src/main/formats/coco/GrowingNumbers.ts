/** A typed array that takes more and more numbers. */
export class GrowingNumbers<Numbers extends Float64Array | Uint32Array> {
  length = 0;
  private readonly make: (length: number) => Numbers;
  private values: Numbers;

  constructor(make: (length: number) => Numbers) {
    this.make = make;
    this.values = make(1024);
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = this.make(this.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = value;
  }

  at(index: number): number {
    return this.values[index]!;
  }
}
