import { rawRequest } from "@warmline/server/platform/http/testing.ts";
import type { TestServer } from "@warmline/server/testing.ts";
import { DEADLINE_MS, type Outcome } from "./attack.ts";
import type { MadeUp } from "./call.ts";
import { makeHookCalls, type Format } from "./hooks.ts";
import { faultOf } from "./judge.ts";

const AT_ONCE = 16;

/** Sends so many rightly signed calls of a channel, some at once: none breaks the server. */
export async function attackHooks(
  { url, deps: { clock } }: Pick<TestServer, "url" | "deps">,
  format: Format,
  { seed, rounds }: { readonly seed: number; readonly rounds: number },
): Promise<Outcome> {
  const make = makeHookCalls(format, seed);
  const faults: string[] = [];
  const statuses = new Map<number, number>();
  let sent = 0;
  const some = async () => {
    while (sent < rounds) {
      sent += 1;
      const call = make(clock.now());
      const { status, fault } = await send(url, call);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (fault !== null) faults.push(`${format}: ${fault}: ${shown(call)}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, some));
  return { faults, statuses };
}

async function send(url: string, call: MadeUp) {
  try {
    const signal = AbortSignal.timeout(DEADLINE_MS);
    const answer = await rawRequest(url, call.path, { ...call, signal });
    // The signature was right: whatever is refused is refused for what it says.
    const fault = answer.status === 403 ? "was not let in" : faultOf(answer, call);
    return { status: answer.status, fault };
  } catch (error) {
    return { status: 0, fault: `no answer (${String(error)})` };
  }
}

function shown({ headers, body = "" }: MadeUp): string {
  const sent = Buffer.from(body).toString("latin1");
  return `${headers["content-type"]} ${sent}`.slice(0, 400);
}
