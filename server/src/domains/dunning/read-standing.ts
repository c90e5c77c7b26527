import type { Actor } from "@warmline/shared/access/actor.ts";
import { within } from "@warmline/shared/access/scope.ts";
import { interrupts, lapsesOn } from "@warmline/shared/dunning/limitation.ts";
import {
  dunningEvents,
  type DunningEvent,
  type DunningFact,
} from "@warmline/shared/dunning/model.ts";
import type { DunningAnswer, DunningEventAnswer } from "@warmline/shared/dunning/standing-api.ts";
import type { DunningStanding } from "@warmline/shared/dunning/standing.ts";
import { addressLine } from "@warmline/shared/households/address-line.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate, type CityDate } from "@warmline/shared/kernel/time.ts";
import { holderOf } from "@warmline/shared/ledger/holder-account.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { Bytes, Shown } from "../../platform/http/serve.ts";
import { readDunned, standingOn, type Dunned } from "./on-account.ts";
import { saidTo } from "./said.ts";

/** 催缴情况 of an account. Refusals, in this order: `not-found`, `out-of-scope`. */
export async function dunningOf(
  { store, clock }: Pick<Deps, "store" | "clock">,
  actor: Actor,
  accountId: string,
): Promise<Result<DunningAnswer, "not-found" | "out-of-scope">> {
  const day = cityDate(clock.now());
  const dunned = (await readDunned(store, [accountId], day)).get(accountId);
  if (dunned === undefined) return refuse("not-found");
  if (!within(actor, dunned.household.place)) return refuse("out-of-scope");
  const standing = standingOn(dunned, day);
  const { why, overdueFen, since, lapsesOn: lapses, holds } = standing;
  const open = dunned.account.items.map(({ itemId }) => itemId);
  const { household } = dunned;
  return ok({
    day,
    holder: holderOf(household, accountId) ?? household.name,
    householdNumber: household.number,
    address: addressLine(household.address),
    why,
    overdueFen,
    ...(since === undefined ? {} : { since }),
    ...(lapses === undefined ? {} : { lapsesOn: lapses }),
    overdue: standing.items.map(({ itemId }) => itemId),
    ...nextOf(dunned, standing, day),
    holds,
    valve: standing.valve,
    disputed: open.filter((id) => standing.disputed.has(id)),
    events: eventsOf(dunned.events, standing),
  });
}

function nextOf(
  dunned: Dunned,
  standing: DunningStanding,
  today: CityDate,
): Pick<DunningAnswer, "next"> {
  const { next } = standing;
  if (next === undefined) return {};
  const { evidence = [], words } = dunned.ladder.steps.find(({ kind }) => kind === next.kind) ?? {};
  if (words === undefined) return { next: { ...next, evidence } };
  return { next: { ...next, evidence, words: saidTo(dunned, standing, words, today) } };
}

/** The newest first; what took another back stands beside it. */
function eventsOf(
  events: readonly DunningEvent[],
  standing: DunningStanding,
): DunningEventAnswer[] {
  const undoing = new Map(events.map((one) => [one.undoes, one]));
  return events.toReversed().flatMap(({ id, on, at, byName, fact, attachments }) => {
    const told = factOf(fact, on, standing.promises.find((one) => one.id === id)?.state);
    if (told === null) return [];
    const by = undoing.get(id);
    const undone =
      by?.fact.kind === "undo"
        ? { undone: { at: by.at, byName: by.byName, reason: by.fact.reason } }
        : {};
    const files = attachments.map(({ fileId, type }) => ({ fileId, type }));
    return [{ id, on, at, byName, fact: told, files, ...undone }];
  });
}

function factOf(
  fact: DunningFact,
  on: string,
  state: DunningStanding["promises"][number]["state"] | undefined,
): DunningEventAnswer["fact"] | null {
  switch (fact.kind) {
    case "undo":
      return null;
    case "step": {
      const { itemIds: _, ladder: _by, ...told } = fact;
      return interrupts(fact) ? { ...told, claimUntil: lapsesOn(on) } : told;
    }
    case "promise": {
      const { items: _, ...told } = fact;
      return { ...told, state: state ?? "cancelled", claimUntil: lapsesOn(on) };
    }
    case "hold":
    case "dispute":
    case "valve":
      return fact;
  }
}

interface OneFile {
  /** The account. */
  readonly id: string;
  readonly fileId: string;
}

/** A step's picture. Refusals, in this order: `not-found`, `out-of-scope`. */
export async function readEvidence(
  { store, files, clock }: Pick<Deps, "store" | "files" | "clock">,
  { actor }: Pick<Caller, "actor">,
  { id, fileId }: OneFile,
): Promise<Result<Shown<Bytes>, "not-found" | "out-of-scope">> {
  const dunned = (await readDunned(store, [id], cityDate(clock.now()))).get(id);
  const of = dunned?.events.find((one) => one.attachments.some((file) => file.fileId === fileId));
  const file = of?.attachments.find((one) => one.fileId === fileId);
  if (dunned === undefined || of === undefined || file === undefined) return refuse("not-found");
  if (!within(actor, dunned.household.place)) return refuse("out-of-scope");
  const kept = await files.get(fileId);
  if (kept === null) return refuse("not-found");
  const subjects = [`storedFiles/${fileId}`, `${dunningEvents.name}/${of.id}`];
  return ok(new Shown(new Bytes(kept.content, file.type), subjects));
}
