import { newKey } from "@warmline/shared/client/key.ts";

interface Asked {
  readonly serviceId: string;
}

/**
 * The idempotency keys of the numbers that a visit asked for. A key lives until the outcome is known,
 * whatever the resident does meanwhile: the same wish goes out under the same key, and another one
 * for the same service is answered with the number that there is.
 */
export class NumberKeys {
  /** By service: what was asked for last, and under which key. */
  readonly #unsettled = new Map<string, { readonly content: string; readonly key: string }>();

  keyFor(body: Asked): string {
    const content = JSON.stringify(body);
    const before = this.#unsettled.get(body.serviceId);
    const key = before?.content === content ? before.key : newKey();
    this.#unsettled.set(body.serviceId, { content, key });
    return key;
  }

  /** The outcome is known: a number, or a refusal with which nothing was done. */
  settle({ serviceId }: Asked): void {
    this.#unsettled.delete(serviceId);
  }

  /** It was asked for, and nobody knows yet what came of it. */
  isUnsettled({ serviceId }: Asked): boolean {
    return this.#unsettled.has(serviceId);
  }

  get unsettled(): boolean {
    return this.#unsettled.size > 0;
  }
}
