import { describe, expect, test } from "vitest";
import { GUARDED_ROLES } from "@warmline/shared/staff/dual-control.ts";
import { ROLES, type Actor, type Role } from "@warmline/shared/access/actor.ts";
import { permits } from "@warmline/shared/access/permission.ts";
import { permissions } from "@warmline/shared/manifests.ts";

type Column = Role | "kiosk" | "tv" | "channel" | "public" | "system";

const COLUMNS: Readonly<Record<string, Column>> = {
  ag: "agent",
  su: "supervisor",
  di: "dispatcher",
  fw: "field-worker",
  ca: "cashier",
  hm: "hall-manager",
  fi: "finance",
  au: "auditor",
  ad: "administrator",
  ki: "kiosk",
  tv: "tv",
  ch: "channel",
  pu: "public",
  sy: "system",
};
const columns = Object.values(COLUMNS);

/**
 * The whole table, written a second time and by hand: x may, . may not. Whoever changes the
 * permissions changes this, too, and shows thereby that the change was meant.
 */
const TABLE = `
                       ag su di fw ca hm fi au ad ki tv ch pu sy
calls.read             x  x  .  .  .  .  .  .  .  .  .  .  .  x
calls.open             x  x  x  .  x  x  .  .  .  .  .  .  .  x
calls.ring-back        x  x  .  .  .  .  .  .  .  .  .  .  .  x
calls.link             x  x  x  .  x  x  .  .  .  .  .  .  .  x
sms.send               x  x  .  .  .  .  .  .  .  .  .  .  .  x
campaigns.read         x  x  .  .  .  .  .  .  .  .  .  .  .  x
campaigns.manage       .  x  .  .  .  .  .  .  .  .  .  .  .  x
calls.recordings       .  x  .  .  .  .  .  .  .  .  .  .  .  x
calls.tell             .  .  .  .  .  .  .  .  .  .  .  x  .  x
chats.tell             .  .  .  .  .  .  .  .  .  .  .  x  .  x
chats.outbox           .  x  .  .  .  .  .  .  .  .  .  .  .  x
notices.read           x  x  .  .  x  x  .  .  .  .  .  .  .  x
notices.prefer         x  x  .  .  x  x  .  .  .  .  .  .  .  x
notices.follow         x  x  .  .  .  .  .  .  .  .  .  .  .  x
knowledge.read         x  x  x  x  x  x  x  .  .  .  .  .  .  x
knowledge.write        .  x  x  .  .  x  x  .  .  .  .  .  .  x
knowledge.approve      .  x  .  .  .  .  x  .  .  .  .  .  .  x
chatdesk.read          x  x  x  .  x  x  .  .  .  .  .  .  .  x
chatdesk.serve         x  x  x  .  x  x  .  .  .  .  .  .  .  x
chatdesk.steer         .  x  .  .  .  .  .  .  .  .  .  .  .  x
chatdesk.keep-answers  .  x  .  .  .  .  .  .  .  .  .  .  .  x
self.read              x  x  x  x  x  x  x  x  x  .  .  .  .  x
org.read               x  x  x  x  x  x  x  x  x  x  x  .  .  x
households.read        x  x  x  x  x  x  x  x  .  .  .  .  .  x
households.write       .  .  .  .  x  x  x  .  .  .  .  .  .  x
customers.read-numbers .  .  .  .  .  .  x  .  .  .  .  .  .  x
acd.read               x  x  x  .  x  x  .  .  .  .  .  .  .  x
acd.serve              x  x  x  .  x  x  .  .  .  .  .  .  .  x
acd.hotline            x  x  .  .  .  .  .  .  .  .  .  .  .  x
acd.steer              .  x  .  .  .  .  .  .  .  .  .  .  .  x
acd.monitor            .  x  .  .  .  .  .  .  .  .  .  .  .  x
callstats.read         .  x  .  .  .  .  .  .  .  .  .  .  .  x
callstats.rebuild      .  x  .  .  .  .  .  .  .  .  .  .  .  x
staffing.read          .  x  .  .  .  .  .  .  .  .  .  .  .  x
staffing.plan          .  x  .  .  .  .  .  .  .  .  .  .  .  x
catalogue.read         x  x  x  x  x  x  x  x  x  .  .  .  .  x
catalogue.review       .  x  .  .  .  x  x  x  .  .  .  .  .  x
catalogue.ask          .  .  .  .  .  .  x  .  .  .  .  .  .  x
catalogue.approve      .  .  .  .  .  .  x  .  .  .  .  .  .  x
premises.ask           .  .  .  .  x  x  x  .  .  .  .  .  .  x
premises.approve       .  .  .  .  .  .  x  .  .  .  .  .  .  x
stops.ask              .  .  .  .  x  x  x  .  .  .  .  .  .  x
stops.approve          .  .  .  .  .  x  x  .  .  .  .  .  .  x
stops.release          .  .  .  .  .  .  x  .  .  .  .  .  .  x
tariffs.read           x  x  .  .  x  x  x  x  .  .  .  .  .  x
tariffs.write          .  .  .  .  .  .  x  .  .  .  .  .  .  x
seasons.approve        .  .  .  .  .  .  x  .  .  .  .  .  .  x
metering.read          x  x  x  x  x  x  x  x  .  .  .  .  .  x
metering.record        .  .  .  x  x  x  x  .  .  .  .  .  .  x
metering.install       .  .  .  x  .  x  x  .  .  .  .  .  .  x
ledger.read            x  x  .  .  x  x  x  x  .  .  .  .  .  x
ledger.pay             .  .  .  .  x  .  x  .  .  .  .  .  .  x
ledger.void            .  .  .  .  x  .  x  .  .  .  .  .  .  x
ledger.till            .  .  .  .  x  x  x  .  .  .  .  .  .  x
ledger.charge          .  .  .  .  .  .  x  .  .  .  .  .  .  x
ledger.charge-late-fee .  .  .  .  .  .  x  .  .  .  .  .  .  x
ledger.charge-service  .  .  .  .  x  x  x  .  .  .  .  .  .  x
ledger.reverse-payment .  .  .  .  .  x  x  .  .  .  .  .  .  x
ledger.move-balances   .  .  .  .  .  x  x  .  .  .  .  .  .  x
ledger.reverse         .  .  .  .  .  .  x  .  .  .  .  .  .  x
ledger.ask-reversal    .  .  .  .  x  x  x  .  .  .  .  .  .  x
ledger.approve-reversal .  .  .  .  .  x  x  .  .  .  .  .  .  x
ledger.release-reversal .  .  .  .  .  .  x  .  .  .  .  .  .  x
ledger.ask-refund      .  .  .  .  x  x  x  .  .  .  .  .  .  x
ledger.approve-refund  .  .  .  .  .  x  x  .  .  .  .  .  .  x
ledger.release-refund  .  .  .  .  .  .  x  .  .  .  .  .  .  x
ledger.pay-refund      .  .  .  .  x  .  x  .  .  .  .  .  .  x
ledger.ask-relief      .  .  .  .  x  x  x  .  .  .  .  .  .  x
ledger.approve-relief  .  .  .  .  .  x  x  .  .  .  .  .  .  x
ledger.release-relief  .  .  .  .  .  .  x  .  .  .  .  .  .  x
ledger.ask-settlement  .  .  .  .  x  x  x  .  .  .  .  .  .  x
ledger.approve-settlement .  .  .  .  .  x  x  .  .  .  .  .  .  x
ledger.release-settlement .  .  .  .  .  .  x  .  .  .  .  .  .  x
ledger.ask-plan        .  .  .  .  x  x  x  .  .  .  .  .  .  x
ledger.approve-plan    .  .  .  .  .  x  x  .  .  .  .  .  .  x
ledger.cancel-plan     .  .  .  .  .  x  x  .  .  .  .  .  .  x
ledger.ask-write-off   .  .  .  .  .  x  x  .  .  .  .  .  .  x
ledger.approve-write-off .  .  .  .  .  .  x  .  .  .  .  .  .  x
ledger.release-write-off .  .  .  .  .  .  x  .  .  .  .  .  .  x
ledger.open            .  .  .  .  .  .  x  .  .  .  .  .  .  x
ledger.read-books      .  .  .  .  x  x  x  x  .  .  .  .  .  x
ledger.close-day       .  .  .  .  .  x  x  .  .  .  .  .  .  x
ledger.reopen-day      .  .  .  .  .  .  x  .  .  .  .  .  .  x
ledger.verify          .  .  .  .  .  .  x  x  .  .  .  .  .  x
invoices.read          x  x  .  .  x  x  x  x  .  .  .  .  .  x
invoices.ask           .  .  .  .  x  x  x  .  .  .  .  .  .  x
invoices.red           .  .  .  .  .  x  x  .  .  .  .  .  .  x
invoices.read-tax-number .  .  .  .  .  .  x  .  .  .  .  .  .  x
reports.read           .  .  .  .  .  .  x  x  .  .  .  .  .  x
outagerefunds.read     .  .  .  .  .  x  x  x  .  .  .  .  .  x
outagerefunds.run      .  .  .  .  .  .  x  .  .  .  .  .  .  x
outagerefunds.approve  .  .  .  .  .  .  x  .  .  .  .  .  .  x
dunning.read           x  x  .  x  x  x  x  x  .  .  .  .  .  x
dunning.record         .  .  .  x  x  x  x  .  .  .  .  .  .  x
dunning.promise        x  x  .  x  x  x  x  .  .  .  .  .  .  x
dunning.hold           .  .  .  .  .  x  x  .  .  .  .  .  .  x
dunning.ask-valve      .  .  .  .  x  x  x  .  .  .  .  .  .  x
dunning.approve-valve  .  .  .  .  .  x  x  .  .  .  .  .  .  x
dunning.turn-valve     .  .  .  x  .  x  .  .  .  .  .  .  .  x
dunning.undo           .  .  .  .  .  x  x  .  .  .  .  .  .  x
dunningruns.read       .  .  .  .  x  x  x  x  .  .  .  .  .  x
dunningruns.run        .  .  .  .  x  x  x  .  .  .  .  .  .  x
dunningruns.approve    .  .  .  .  .  x  x  .  .  .  .  .  .  x
seasonruns.read        .  .  .  .  .  .  x  x  .  .  .  .  .  x
seasonruns.run         .  .  .  .  .  .  x  .  .  .  .  .  .  x
seasonruns.approve     .  .  .  .  .  .  x  .  .  .  .  .  .  x
carryforwards.read     .  .  .  .  .  .  x  x  .  .  .  .  .  x
carryforwards.run      .  .  .  .  .  .  x  .  .  .  .  .  .  x
carryforwards.approve  .  .  .  .  .  .  x  .  .  .  .  .  .  x
files.upload           x  x  x  x  x  x  x  .  x  .  .  .  .  x
cases.read             x  x  x  x  x  x  .  x  .  .  .  .  .  x
cases.file             x  x  x  .  x  x  .  .  .  x  .  .  .  x
cases.classify         x  x  x  .  x  x  .  .  .  .  .  .  .  x
cases.note             x  x  x  x  x  x  .  .  .  .  .  .  .  x
cases.assign           .  x  x  .  .  .  .  .  .  .  .  .  .  x
cases.work             .  .  x  x  .  .  .  .  .  .  .  .  .  x
cases.visit            x  x  x  x  .  .  .  .  .  .  .  .  .  x
cases.follow-up        x  x  .  .  .  .  .  .  .  .  .  .  .  x
cases.extend           .  x  .  .  .  .  .  .  .  .  .  .  .  x
cases.supervise        .  x  .  .  .  .  .  .  .  .  .  .  .  x
cases.policy           .  x  .  .  .  .  .  .  x  .  .  .  .  x
cases.calendar         .  x  .  .  .  .  .  .  .  .  .  .  .  x
incidents.read         x  x  x  x  x  x  x  x  .  .  .  .  .  x
incidents.manage       .  x  x  .  .  .  .  .  .  .  .  .  .  x
incidents.join         x  x  x  .  .  .  .  .  .  .  .  .  .  x
incidents.note         x  x  x  x  .  .  .  .  .  .  .  .  .  x
conversations.read     x  x  .  .  .  .  .  .  .  .  .  .  .  x
hall.read              .  x  .  .  x  x  .  x  .  .  .  .  .  x
hall.board             .  x  .  .  x  x  .  .  x  x  x  .  .  x
hall.take              .  .  .  .  x  x  .  .  .  x  .  .  .  x
hall.serve             .  .  .  .  x  x  .  .  .  .  .  .  .  x
hall.arrange           .  .  .  .  .  x  .  .  .  .  .  .  .  x
kiosk.lookup           .  .  .  .  .  .  .  .  .  x  .  .  .  x
requests.read          .  .  .  .  x  x  x  x  x  .  .  .  .  x
requests.decide        .  .  .  .  .  x  x  .  x  .  .  .  .  x
requests.change-policies .  .  .  .  .  .  x  .  .  .  .  .  .  x
requests.approve-policies .  .  .  .  .  .  .  .  x  .  .  .  .  x
requests.read-all      .  .  .  .  .  .  .  x  .  .  .  .  .  x
search.search          x  x  x  x  x  x  x  x  x  .  .  .  .  x
staff.read             .  x  x  .  .  .  .  x  x  .  .  .  .  x
staff.write            .  .  .  .  .  .  .  .  x  .  .  .  .  x
staff.approve          .  .  .  .  .  .  .  .  x  .  .  .  .  x
sessions.end           .  .  .  .  .  .  .  .  x  .  .  .  .  x
devices.read           .  .  .  .  .  x  .  x  x  .  .  .  .  x
devices.pair           .  .  .  .  .  x  .  .  x  .  .  .  .  x
audit.read             .  .  .  .  .  .  .  x  x  .  .  .  .  x
jobs.read              .  .  .  .  .  .  .  x  x  .  .  .  .  x
security.read          .  .  .  .  .  .  .  x  x  .  .  .  .  x
security.acknowledge   .  .  .  .  .  .  .  x  x  .  .  .  .  x
jobs.decide            .  .  .  .  .  .  .  .  x  .  .  .  .  x
demo.switch            .  x  .  .  .  .  .  .  x  .  .  .  .  x
`;

function actorIn(column: Column): Actor {
  if (column === "kiosk" || column === "tv")
    return { kind: column, id: "d", name: "d", hallId: "h" };
  if (column === "channel" || column === "public" || column === "system")
    return { kind: column, id: "s", name: "s" };
  return { kind: "staff", id: "p", name: "p", roles: [column], scope: { kind: "city" } };
}

function named(name: string) {
  const found = permissions.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no permission ${name}`);
  return found;
}

const [head = [], ...rows] = TABLE.trim()
  .split("\n")
  .map((row) => row.trim().split(/\s+/));

test("the table has a column for every role and kind, a row for every permission", () => {
  expect(columns).toEqual([...ROLES, "kiosk", "tv", "channel", "public", "system"]);
  expect(head).toEqual(Object.keys(COLUMNS));
  expect(rows.map(([name = ""]) => name).toSorted()).toEqual(
    permissions.map((one) => one.name).toSorted(),
  );
});

describe("what each may do", () => {
  test.each(rows)("%s", (permission, ...cells) => {
    const allowed = columns.filter((column) => permits(actorIn(column), named(permission)));
    const expected = columns.filter((_, place) => cells[place] === "x");
    expect(allowed).toEqual(expected);
    expect(cells.every((cell) => cell === "x" || cell === ".")).toBe(true);
    expect(cells).toHaveLength(columns.length);
  });
});

test("several roles add up, none gives nothing", () => {
  const person = (roles: readonly Role[]): Actor => {
    return { kind: "staff", id: "p", name: "p", roles, scope: { kind: "city" } };
  };
  expect(permits(person(["agent", "cashier"]), named("ledger.pay"))).toBe(true);
  expect(permits(person([]), named("self.read"))).toBe(false);
});

/** Duties that billing keeps apart: no single role holds both. */
const APART: readonly (readonly [string, string])[] = [
  ["staff.write", "ledger.pay"],
  ["staff.write", "ledger.reverse"],
  ["staff.write", "households.write"],
  ["staff.write", "premises.approve"],
  ["staff.write", "tariffs.write"],
  ["staff.write", "catalogue.approve"],
  ["staff.write", "seasons.approve"],
  ["staff.write", "requests.change-policies"],
  ["requests.change-policies", "requests.approve-policies"],
];

test.each(APART)("no role holds both %s and %s", (one, other) => {
  for (const role of ROLES) {
    expect(permits(actorIn(role), named(one)) && permits(actorIn(role), named(other)), role).toBe(
      false,
    );
  }
});

/** Over money, prices and areas, and staff: to be given by two administrators. */
const GUARDED = new Set([
  "ledger.pay",
  "ledger.void",
  "ledger.till",
  "ledger.charge",
  "ledger.charge-late-fee",
  "ledger.charge-service",
  "ledger.reverse-payment",
  "ledger.reverse",
  "ledger.move-balances",
  "ledger.open",
  "ledger.close-day",
  "ledger.reopen-day",
  "households.write",
  "premises.approve",
  "ledger.approve-reversal",
  "ledger.release-reversal",
  "ledger.approve-refund",
  "ledger.release-refund",
  "ledger.pay-refund",
  "ledger.approve-relief",
  "ledger.release-relief",
  "ledger.approve-settlement",
  "ledger.release-settlement",
  "ledger.approve-write-off",
  "ledger.release-write-off",
  "tariffs.write",
  "catalogue.approve",
  "seasons.approve",
  "requests.change-policies",
  "requests.approve-policies",
  "staff.write",
  "staff.approve",
  "sessions.end",
  "security.acknowledge",
]);

test("the guarded roles are those that hold a right over money, prices, staff or alarms", () => {
  const guarded = permissions.filter(({ name }) => GUARDED.has(name));
  expect(guarded).toHaveLength(GUARDED.size);
  const held = ROLES.filter((role) => guarded.some((one) => permits(actorIn(role), one)));
  expect(GUARDED_ROLES.toSorted()).toEqual(held.toSorted());
});
