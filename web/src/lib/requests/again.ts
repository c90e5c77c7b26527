import { askReversal } from "@warmline/shared/ledger/reversal-api.ts";
import type { RequestRow } from "@warmline/shared/requests/api.ts";
import { call, type Answer } from "../call.ts";

/** How the same is asked for about the same thing. */
interface Again {
  /** The endpoint's name, for what is typed and not yet sent. */
  readonly form: string;
  readonly ask: (aboutId: string, reason: string) => Promise<Answer<object>>;
}

/** By command; what needs more than a reason is asked for where it was. */
const AGAIN: Readonly<Record<string, Again>> = {
  "ledger.reverse": {
    form: askReversal.name,
    ask: (id, reason) => call(askReversal, { params: { id }, body: { reason } }),
  },
};

export function againOf({ command }: Pick<RequestRow, "command">): Again | undefined {
  return Object.hasOwn(AGAIN, command) ? AGAIN[command] : undefined;
}

/** `entries/17` → `17`. */
export function aboutId({ about }: Pick<RequestRow, "about">): string {
  return about.slice(about.indexOf("/") + 1);
}
