/** A stream for one reader: what is sent waits until it is read; `end` and `fail` close it. */
export class Channel<Item> implements AsyncIterableIterator<Item> {
  private readonly waiting: Item[] = [];
  private wake: (() => void) | undefined;
  private failure: Error | undefined;
  private hasEnded = false;

  send(item: Item): void {
    this.waiting.push(item);
    this.wake?.();
  }

  end(): void {
    this.hasEnded = true;
    this.wake?.();
  }

  fail(error: Error): void {
    this.failure = error;
    this.wake?.();
  }

  async next(): Promise<IteratorResult<Item>> {
    for (;;) {
      const item = this.waiting.shift();
      if (item !== undefined) return { done: false, value: item };
      if (this.failure) throw this.failure;
      if (this.hasEnded) return { done: true, value: undefined };
      // oxlint-disable-next-line no-await-in-loop -- one reader waits for one item
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  async return(): Promise<IteratorResult<Item>> {
    this.end();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
