import type { Carrier } from "../carrier.ts";
import type { Door } from "../post.ts";

/** What the REST interface is about. */
export interface OfRest extends Door {
  readonly carrier: Carrier;
  /** What is asked is on its way so long; left out: no time. */
  readonly onTheWay?: ((asked: Asked) => Promise<void> | undefined) | undefined;
}

export interface Asked {
  readonly method: string;
  /** Below the account, without the format. */
  readonly path: string;
  /** Of the address where it only asks. */
  readonly fields: URLSearchParams;
}

export interface Answered {
  readonly status: number;
  /** Null: none. */
  readonly body: object | null;
}

/** As the real one refuses: by a code of its own. */
export function failure(status: number, code: number, message: string): Answered {
  return { status, body: { status, code, message } };
}
