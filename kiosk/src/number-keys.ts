import { newKey } from "@warmline/shared/client/key.ts";

interface Asked {
  readonly serviceId: string;
}

/**
 * The idempotency keys of the numbers that a visit asked for. A key lives until the resident knows
 * the outcome, whatever they do meanwhile: the same wish goes out under the same key, and another
 * one for the same service is answered with the number that there is.
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

  /** It was refused, and nothing was done. A number that is shown ends with its visit. */
  settle({ serviceId }: Asked): void {
    this.#unsettled.delete(serviceId);
  }

  /** It was asked for, and the resident does not know what came of it. */
  isUnsettled({ serviceId }: Asked): boolean {
    return this.#unsettled.has(serviceId);
  }

  get unsettled(): boolean {
    return this.#unsettled.size > 0;
  }
}
