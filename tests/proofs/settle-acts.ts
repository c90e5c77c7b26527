import { holdingCatalogue } from "@warmline/server/domains/catalogue/index.ts";
import { charge } from "@warmline/server/domains/ledger/charge-commands.ts";
import { pay } from "@warmline/server/domains/ledger/payment-commands.ts";
import { relieve } from "@warmline/server/domains/ledger/relief-command.ts";
import { chargeService } from "@warmline/server/domains/ledger/service-fee-command.ts";
import { settleMetered } from "@warmline/server/domains/ledger/settlement-command.ts";
import { changeSpaces } from "@warmline/server/domains/ledger/space-commands.ts";
import { changeStops, type StopAct } from "@warmline/server/domains/ledger/stop-commands.ts";
import { caller, paying, SEASONS, space, stream } from "@warmline/server/domains/ledger/testing.ts";
import { reverse } from "@warmline/server/domains/ledger/undo-commands.ts";
import { writeOff } from "@warmline/server/domains/ledger/write-off-command.ts";
import { runCommand } from "@warmline/server/platform/commands/run-command.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { people } from "@warmline/server/domains/requests/fixture.ts";
import { agreed, contractId, contracts } from "@warmline/shared/households/contract-versions.ts";
import type { Stop } from "@warmline/shared/households/stops.ts";
import { households } from "@warmline/shared/households/model.ts";
import { areaMilli } from "@warmline/shared/kernel/area.ts";
import type { Random } from "@warmline/shared/kernel/ids.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { addDays } from "@warmline/shared/kernel/time.ts";
import { disputeOne, settleOne } from "./settle-disputes.ts";

/** People ask for it and others approve; what is at stake here is where the commands lead. */
const program = () => ({
  ...caller(),
  actor: { kind: "system", id: "program", name: "program" } as const,
});

interface At {
  readonly deps: Deps;
  readonly id: string;
  readonly random: Random;
}

type Act = (at: At) => Promise<{ readonly ok: boolean }>;

const upTo = ({ random }: At, most: number) => Math.floor(random.next() * most);
const oneOf = <T>(at: At, list: readonly T[]): T => list[upTo(at, list.length)]!;
const why = { evidence: "1号", reason: "改正" };

const dayOf = (at: At, season: string = oneOf(at, SEASONS)) =>
  addDays(`${season.slice(0, 4)}-11-01`, upTo(at, 150));

/** Of some season, by what is stopped in it. */
async function stopping(at: At, actOf: (season: string, stops: readonly Stop[]) => StopAct | null) {
  const { deps, id } = at;
  const season = oneOf(at, SEASONS);
  const contract = (await deps.store.get(contracts, contractId(id, season)))!;
  const act = actOf(season, agreed(contract).stops ?? []);
  if (act === null) return { ok: false };
  const input = { id, season, rev: contract.rev, act, ...why };
  return runCommand(deps, program(), changeStops, input);
}

/** What happens to a household's money, each with a command and its inverse. */
export const ACTS: Readonly<Record<string, Act>> = {
  charge: (at) => runCommand(at.deps, caller(), charge, { id: at.id, season: oneOf(at, SEASONS) }),
  pay: (at) => {
    const method = oneOf(at, ["card", "wechat"] as const);
    const input = paying(at.id, fen(1 + upTo(at, 400_000)), { method });
    return runCommand(at.deps, caller(people.cashier), pay, input);
  },
  collect: (at) => {
    const more = { method: "card", writtenOff: true } as const;
    const input = paying(at.id, fen(1 + upTo(at, 400_000)), more);
    return runCommand(at.deps, caller(people.cashier), pay, input);
  },
  relieve: (at) => {
    const amountFen = fen(1 + upTo(at, 100_000));
    const input = { id: at.id, season: oneOf(at, SEASONS), relief: "goodwill", amountFen, ...why };
    return runCommand(at.deps, program(), relieve, input);
  },
  "refund by days": (at) => {
    const from = dayOf(at);
    const cold = { from, to: addDays(from, upTo(at, 20)), roomTemperatureDeci: 130 + upTo(at, 60) };
    const input = { id: at.id, season: oneOf(at, SEASONS), relief: "cold-room", cold, ...why };
    return runCommand(at.deps, program(), relieve, input);
  },
  "settle by meter": (at) => {
    const input = { id: at.id, season: oneOf(at, SEASONS), reason: "季末结算" };
    return runCommand(at.deps, program(), settleMetered, input);
  },
  "write off": (at) => {
    const input = { id: at.id, seasons: [oneOf(at, SEASONS)], ground: "limitation" as const };
    return runCommand(at.deps, program(), writeOff, { ...input, ...why });
  },
  serve: async (at) => {
    const service = { service: "valve-opening", quantity: 1 + upTo(at, 3) };
    const { version: catalogueVersion } = await holdingCatalogue(at.deps.store);
    const input = { id: at.id, season: oneOf(at, SEASONS), ...service, catalogueVersion };
    return runCommand(at.deps, program(), chargeService, input);
  },
  dispute: ({ deps, id, random }) => disputeOne(deps, id, random),
  "settle a dispute": ({ deps, id }) => settleOne(deps, id),
  stop: (at) => stopping(at, (season) => ({ kind: "stop", from: dayOf(at, season) })),
  restore: (at) =>
    stopping(at, (season, stops) => {
      const stop = stops.find(({ until }) => until === undefined);
      return stop ? { kind: "restore", stop: stop.number, from: dayOf(at, season) } : null;
    }),
  resume: (at) =>
    stopping(at, (_, stops) => {
      const stop = stops.find(({ until }) => until !== undefined);
      return stop ? { kind: "resume", stop: stop.number } : null;
    }),
  "change area": async (at) => {
    const { deps, id } = at;
    const { rev } = (await deps.store.get(households, id))!;
    const billingAreaMilli = areaMilli(40_000 + upTo(at, 80_000));
    const settlement = oneOf(at, ["area", "meter", "two-part"] as const);
    const spaces = [space({ billingAreaMilli, settlement })];
    const from = oneOf(at, ["2023-11-10", "2024-11-10", "2025-11-01"]);
    const input = { id, rev, from, spaces, basis: "survey" as const, ...why };
    return runCommand(deps, program(), changeSpaces, input);
  },
  reverse: async (at) => {
    const entries = await stream(at.deps, at.id);
    if (entries.length === 0) return { ok: false };
    return runCommand(at.deps, program(), reverse, { id: oneOf(at, entries).id, reason: "误" });
  },
};
