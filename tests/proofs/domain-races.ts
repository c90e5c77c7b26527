import { assign } from "@warmline/server/domains/cases/dispatch-commands.ts";
import { callNext } from "@warmline/server/domains/hall/call-commands.ts";
import { changeStaff, deactivateStaff } from "@warmline/server/domains/staff/member-commands.ts";
import { collections as all } from "@warmline/server/modules.ts";
import type { Caller } from "@warmline/server/platform/commands/caller.ts";
import { runCommand } from "@warmline/server/platform/commands/run-command.ts";
import type { Role, Scope } from "@warmline/shared/access/actor.ts";
import { cases } from "@warmline/shared/cases/model.ts";
import { openCase } from "@warmline/shared/cases/report.ts";
import { callRecords, counters, hallServices, queueTickets } from "@warmline/shared/hall/model.ts";
import { orgNodes } from "@warmline/shared/households/model.ts";
import { cityDate, instantOf } from "@warmline/shared/kernel/time.ts";
import { staff } from "@warmline/shared/staff/model.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import type { Ground, Racer, RaceKind } from "./race-kind.ts";

/** Tables of everything: a command may write wherever its domain does. */
export const collections = all;

/** 2026-11-23 09:00 in the city: no round runs over midnight. */
const NOW = instantOf(Date.parse("2026-11-23T01:00:00Z"));
const CITY: Scope = { kind: "city" };

/** A member of staff under no idempotency key: each racer acts once. */
export function actingAs(id: string, roles: readonly Role[], scope = CITY): Caller {
  const actor = { kind: "staff", id, name: id, roles, scope } as const;
  return { actor, origin: "race", language: "zh" };
}

export function depsAt({ deps }: Ground): Ground["deps"] {
  return { ...deps, clock: { now: () => NOW } };
}

const twice = (make: (own: number) => Racer) => [make(0), make(1)] as const;

const administrator = (number: number) => `administrator-${number}`;

/** Each of the only two takes the other's rights away, by the roles or altogether. */
const administrators: RaceKind = {
  name: "two administrators",
  collections,
  // Who is left is asked of all staff: two rounds at once would have four administrators.
  alone: true,
  async prepare(_, store) {
    const found = await store.getMany(staff, [0, 1].map(administrator));
    return [0, 1].map((number) => {
      const id = administrator(number);
      const login = { login: id, passwordHash: "", failures: 0, active: true };
      const body = { id, name: id, roles: ["administrator"] as const, scope: CITY, ...login };
      const before = found.find((one) => one.id === id);
      return before === undefined ? insert(staff, body) : replace(staff, before, body);
    });
  },
  racers: twice((own) => async (ground) => {
    const { rev } = (await ground.store.get(staff, administrator(1 - own)))!;
    const caller = actingAs(administrator(own), ["administrator"]);
    const input = { id: administrator(1 - own), rev, reason: "离职" };
    const as = { name: "前管理员", roles: ["agent"], scope: CITY } as const;
    const done =
      own === 0
        ? await runCommand(ground.deps, caller, changeStaff, { ...input, ...as })
        : await runCommand(ground.deps, caller, deactivateStaff, input);
    return done.ok;
  }),
  async check(store, _, took) {
    const found = await store.getMany(staff, [0, 1].map(administrator));
    const left = found.filter(({ active, roles }) => active && roles.includes("administrator"));
    const holds = left.length === 1 && took.filter(Boolean).length === 1;
    return holds ? null : { left: left.map(({ id }) => id), took };
  },
};

const counterId = (round: string, number: number) => `${round}/counter-${number}`;

/** Two counters of a hall call the next number where one waits. */
const oneTicket: RaceKind = {
  name: "two counters, one queue ticket",
  collections,
  prepare(round) {
    const day = cityDate(NOW);
    const names = { nameZh: "缴费", nameEn: "Payments" };
    return [
      insert(hallServices, { id: round, hallId: round, series: "A", ...names, active: true }),
      ...[0, 1].map((number) => {
        const sits = { staffId: `${round}-${number}`, staffName: "王芳", openedAt: NOW };
        const bare = { id: counterId(round, number), hallId: round, number, priorityRun: 0 };
        return insert(counters, { ...bare, ...sits, serviceIds: [round], state: "open" });
      }),
      insert(queueTickets, {
        id: `${round}/ticket`,
        hallId: round,
        day,
        series: "A",
        sequence: 1,
        label: "A001",
        serviceId: round,
        priority: "normal",
        state: "waiting",
        takenAt: NOW,
        waitingSince: NOW,
        calls: 0,
        periods: [{ state: "waiting", serviceId: round, from: NOW }],
        transfers: [],
      }),
    ];
  },
  racers: twice((own) => async (ground, round) => {
    const caller = actingAs(`${round}-${own}`, ["cashier"], { kind: "hall", hallId: round });
    const input = { id: counterId(round, own) };
    return (await runCommand(depsAt(ground), caller, callNext, input)).ok;
  }),
  async check(store, round, took) {
    const ticket = (await store.get(queueTickets, `${round}/ticket`))!;
    const records = await store.count(callRecords, { index: "byHall", where: { hallId: round } });
    const desks = await store.getMany(
      counters,
      [0, 1].map((own) => counterId(round, own)),
    );
    const holding = desks.filter(({ ticketId }) => ticketId === ticket.id).map(({ id }) => id);
    const winner = took.flatMap((own, place) => (own ? counterId(round, place) : []));
    const once = ticket.calls === 1 && records === 1 && winner.length === 1;
    const holds = once && holding.join() === winner.join() && ticket.counterId === winner[0];
    return holds ? null : { ticket, records, holding, took };
  },
};

const CLOCK = { kind: "resolve", from: NOW, due: NOW, policy: 1 } as const;

/** Two dispatchers who see the same case give it to two branches. */
const oneCase: RaceKind = {
  name: "two dispatchers, one case",
  collections,
  prepare(round) {
    const { actor } = actingAs("agent", ["agent"]);
    const caller = { actor, origin: "race", language: "zh" } as const;
    const moment = { at: NOW, actor, caller, nextId: () => `${round}/event` };
    const report = {
      id: `phone/${round}`,
      source: "phone",
      sourceId: round,
      caseId: round,
      first: true,
      at: NOW,
      contact: {},
      category: "leak",
      urgency: "normal",
      description: "漏水",
      fileIds: [],
    } as const;
    const files = { place: null, attachments: [], clocks: [CLOCK] };
    const branches = [0, 1].map((own) => `${round}-${own}`);
    return [
      ...branches.map((id) =>
        insert(orgNodes, { id, kind: "branch", name: id, parentId: null, path: [id] }),
      ),
      insert(cases, openCase({ id: round, number: round, report, ...files }, moment)),
    ];
  },
  racers: twice((own) => async (ground, round) => {
    const input = { id: round, rev: 1, branchId: `${round}-${own}` };
    const caller = actingAs(`dispatcher-${own}`, ["dispatcher"]);
    return (await runCommand(depsAt(ground), caller, assign, input)).ok;
  }),
  async check(store, round, took) {
    const { rev, branchId, history } = (await store.get(cases, round))!;
    const given = history.filter(({ kind }) => kind === "assigned").length;
    const once = took.filter(Boolean).length === 1 && rev === 2 && given === 1;
    const holds = once && branchId === `${round}-${took.indexOf(true)}`;
    return holds ? null : { rev, branchId, given, took };
  },
};

export const DOMAIN_RACES: readonly RaceKind[] = [administrators, oneTicket, oneCase];
