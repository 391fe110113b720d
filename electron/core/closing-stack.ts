/**
 * What was opened, to be closed in the opposite order. As the language's AsyncDisposableStack, which Node has only
 * from 24 on, while the built program promises to run on 22.
 */
export class ClosingStack {
  readonly #steps: (() => void | Promise<void>)[] = [];

  defer(step: () => void | Promise<void>): void {
    this.#steps.push(step);
  }

  /** Takes every step even when one fails; then the first failure is thrown. */
  async close(): Promise<void> {
    const failures: unknown[] = [];
    for (const step of this.#steps.splice(0).reverse()) {
      try {
        await step();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }

  /** As `close`, after a failure that is to be told: what cannot be closed any more comes of it, and would hide it. */
  async abandon(): Promise<void> {
    await this.close().catch(() => {});
  }
}
