import { hash, randomBytes } from 'node:crypto';

/** Names for images that say nothing about them and are good for one run of the application. */
export class OpaqueIds {
  private readonly secret = randomBytes(32).toString('hex');
  private readonly known = new Map<string, number>();

  of(id: number): string {
    // One call instead of an HMAC object: a project may have a hundred thousand images.
    const opaque = hash('sha256', `${this.secret}/${id}`).slice(0, 32);
    this.known.set(opaque, id);
    return opaque;
  }

  /** The id behind a name that was given out, or undefined. */
  resolve(opaque: string): number | undefined {
    return this.known.get(opaque);
  }
}
