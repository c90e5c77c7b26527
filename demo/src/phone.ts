import { simulatedAccount } from "@warmline/server/channels/twilio/account.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { serve, type Route } from "@warmline/server/platform/http/serve.ts";
import { callerOf } from "@warmline/shared/calls/caller.ts";
import { phoneEndpoints } from "@warmline/shared/demo/phone-api.ts";
import { households } from "@warmline/shared/households/model.ts";
import { mapOk, ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import type { Carrier } from "./carrier/carrier.ts";
import { carrierAt } from "./carrier/of-process.ts";
import { shown } from "./carrier/line.ts";
import { householdId } from "./household.ts";

/** So many residents are offered: enough to try with, few enough to choose from. */
const CALLERS_MAX = 12;
const TEXTS_SHOWN = 5;

/** 模拟电话: the carrier's side of a telephone that a browser shows. */
export function phoneRoutes(deps: Deps): Route[] {
  const account = simulatedAccount(deps.config);
  /** It calls the server where that was just called: nothing else is known of where it listens. */
  const at = (url: string): Result<Carrier, "no-demo-phone"> => {
    if (account === null) return refuse("no-demo-phone");
    return ok(carrierAt(deps, account, url));
  };
  /** A telephone that somebody holds; one that is withheld cannot ring. */
  const inHand = (url: string, { caller }: { readonly caller: string }) => {
    const made = at(url);
    if (!made.ok) return made;
    const number = callerOf(caller, deps.config.AREA_CODE);
    if (!number.ok) return number;
    if (number.value === null) return refuse("phone-unknown");
    return ok({ carrier: made.value, number: number.value });
  };
  return [
    serve(phoneEndpoints.readPhone, async () => {
      if (account === null) return refuse("no-demo-phone");
      return ok({ hotline: account.numbers[0] ?? "", callers: await callersOf(deps) });
    }),
    serve(phoneEndpoints.dial, async ({ localUrl, body }) => {
      const made = at(localUrl);
      if (!made.ok) return made;
      const caller = callerOf(body.caller, deps.config.AREA_CODE);
      if (!caller.ok) return caller;
      return ok(await made.value.dial(caller.value ?? "anonymous"));
    }),
    serve(phoneEndpoints.ringing, async ({ localUrl, query }) =>
      mapOk(inHand(localUrl, query), ({ carrier, number }) => ({
        rings: carrier.handsets.look(number),
      })),
    ),
    serve(phoneEndpoints.pickUp, async ({ localUrl, body }) => {
      const held = inHand(localUrl, body);
      if (!held.ok) return held;
      const call = await pickUp(held.value.carrier, held.value.number);
      return call === null ? refuse("not-found") : ok(call);
    }),
    serve(phoneEndpoints.reject, async ({ localUrl, body }) => {
      const held = inHand(localUrl, body);
      if (!held.ok) return held;
      const { carrier, number } = held.value;
      return carrier.handsets.answer(number, "busy")
        ? ok({ done: true as const })
        : refuse("not-found");
    }),
    serve(phoneEndpoints.phoneEvent, async ({ localUrl, params, body }) => {
      const made = at(localUrl);
      if (!made.ok) return made;
      const call = await made.value.tell(params.id, body);
      return call === null ? refuse("not-found") : ok(call);
    }),
    serve(phoneEndpoints.readTexts, async ({ localUrl, body }) => {
      const made = at(localUrl);
      if (!made.ok) return made;
      const caller = callerOf(body.caller, deps.config.AREA_CODE);
      if (!caller.ok) return caller;
      const own = made.value.texts().filter(({ to }) => to === caller.value);
      const texts = own.slice(-TEXTS_SHOWN).toReversed();
      return ok({
        texts: texts.map(({ id, createdAt, body: text }) => ({
          id,
          at: instantOf(createdAt),
          text,
        })),
      });
    }),
  ];
}

/** What whoever picks up hears first. Null: it does not ring. */
async function pickUp(carrier: Carrier, number: string) {
  if (!carrier.handsets.answer(number, "answer")) return null;
  const line = carrier.lines().findLast(({ parties }) => parties["To"] === number);
  await line?.turn;
  return line === undefined ? null : shown(line);
}

async function callersOf({ store }: Pick<Deps, "store">) {
  const ids = Array.from({ length: CALLERS_MAX }, (_, place) => householdId(place));
  const found = await store.getMany(households, ids);
  return found.flatMap(({ number, phones: [caller] }) =>
    caller === undefined ? [] : [{ caller, household: number }],
  );
}
