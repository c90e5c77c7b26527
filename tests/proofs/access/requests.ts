import type { Endpoint } from "@warmline/shared/api/endpoint.ts";
import type { View } from "@warmline/shared/api/live.ts";
import type { RawRequest } from "@warmline/server/platform/http/testing.ts";
import { exampleOf, type Hints } from "./example.ts";
import { LEAKS, OWN, type Things } from "./things.ts";

/** What a path names, by how it begins; the longest beginning counts. */
const NAMED: Readonly<Record<string, string>> = {
  "/api/households/by-number/": "number",
  "/api/households/": "household",
  "/api/customers/": "customer",
  "/api/acd/calls/": "queuedCall",
  "/api/entries/": "entry",
  "/api/receipts/": "receipt",
  "/api/accounts/": "prepaidAccount",
  "/api/refunds/": "refund",
  "/api/invoices/": "invoice",
  "/api/cases/": "case",
  "/api/calls/": "call",
  "/api/campaigns/": "campaign",
  "/api/sms/": "sms",
  "/api/chats/messages/": "chatMessage",
  "/api/notices/": "notice",
  "/api/knowledge/": "knowledge",
  "/api/knowledge-misses/": "knowledgeMiss",
  "/api/clock-policies/": "policy",
  "/api/incidents/": "incident",
  "/api/conversations/": "conversation",
  "/api/chatdesk/chats/": "conversation",
  "/api/chatdesk/answers/": "answer",
  "/api/files/": "file",
  "/api/branches/": "branch",
  "/api/org/": "station",
  "/api/halls/": "hall",
  "/api/acd/agents/": "phoneAgent",
  "/api/hall-services/": "service",
  "/api/counters/": "counter",
  "/api/tickets/": "ticket",
  "/api/devices/": "device",
  "/api/staff/": "staff",
  "/api/requests/": "approval",
  "/api/approval-policies/": "approvalRule",
  "/api/delegations/": "delegation",
  "/api/seasons/": "season",
  "/api/season-runs/": "seasonRun",
  "/api/dunning-runs/": "dunningRun",
  "/api/slips/": "dunningRun",
  "/api/carry-forwards/": "carryForward",
  "/api/outage-refunds/": "outageRefund",
  "/api/security/alarms/": "alarm",
  "/api/ledger/days/": "hall",
  "/api/ledger/shifts/": "shift",
  "/demo/": "hall",
  "/api/demo/phone/calls/": "call",
  "/api/demo/chats/": "call",
  "/api/demo/desk/calls/": "call",
};

/** Whose answer is a list: the thing has to be in it, and is asked for by these. */
const LISTS: Readonly<Record<string, { readonly shows: string; readonly by?: object }>> = {
  "cases.list": { shows: "case", by: { state: "open", limit: 200 } },
  "cases.by-phone": { shows: "case", by: { state: "open", limit: 200 } },
  "cases.earlier": { shows: "case" },
  "cases.search": { shows: "case", by: { q: "漏水" } },
  "cases.of-household": { shows: "case" },
  "incidents.list": { shows: "incident", by: { state: "open", limit: 200 } },
  "calls.list": { shows: "call", by: { standing: "to-ring-back", limit: 200 } },
  "chats.unsent": { shows: "chatMessage" },
  "notices.unreached": { shows: "notice" },
  "knowledge.find": { shows: "knowledge", by: { q: "" } },
  "knowledge.misses": { shows: "knowledgeMiss" },
  "incidents.cases": { shows: "case" },
  "incidents.of-household": { shows: "incident" },
  "households.search": { shows: "household" },
  "households.by-phone": { shows: "household" },
  "customers.search": { shows: "customer", by: { q: "王小明" } },
  "customers.by-number": { shows: "customer" },
  "customers.households": { shows: "household" },
  "staff.list": { shows: "staff" },
  "devices.list": { shows: "device" },
  "cases.assignees": { shows: "worker" },
  "requests.list": { shows: "approval" },
  "ledger.due-refunds": { shows: "refund" },
  "outagerefunds.of-incident": { shows: "outageRefund" },
  "seasonruns.list": { shows: "seasonRun" },
  "seasonruns.exceptions": { shows: "household" },
  "carryforwards.list": { shows: "carryForward" },
  "carryforwards.exceptions": { shows: "household" },
  "invoices.list": { shows: "invoice", by: { state: "issued", title: "王" } },
  "dunningruns.list": { shows: "dunningRun" },
  "dunningruns.messages": { shows: "household" },
  "dunning.work": { shows: "household", by: { step: "valve-order" } },
};

export interface AccessRequest extends RawRequest {
  readonly path: string;
  /** What has to be in the answer of whoever reaches it. */
  readonly shows: string | undefined;
}

/** A request that names the thing and that the endpoint's schema takes, and its rule perhaps. */
export function requestFor(endpoint: Endpoint, things: Things): AccessRequest {
  const { name, method, query, body, upload } = endpoint;
  const list = LISTS[name];
  const hints = hintsFrom(things, name);
  const looked = { ...hints, given: { ...hints.given, ...list?.by } };
  const asked = query && exampleOf(query, looked, name);
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries((asked ?? {}) as object)) search.set(key, `${value}`);
  return {
    path: `${pathFor(endpoint, things)}?${search.toString()}`,
    method: method.toUpperCase(),
    headers: { "content-type": upload ? "application/octet-stream" : "application/json" },
    ...(upload ? { body: "no picture" } : {}),
    ...(body === undefined ? {} : { body: JSON.stringify(exampleOf(body, looked, name)) }),
    shows: list && things[list.shows],
  };
}

function pathFor({ path }: Endpoint, things: Things): string {
  const start = Object.keys(NAMED)
    .filter(
      (known) => path.startsWith(`${known}:`) || (known === "/demo/" && path.startsWith(known)),
    )
    .toSorted((a, b) => b.length - a.length)[0];
  const named = start === undefined ? undefined : things[NAMED[start] ?? ""];
  if (path.includes("/:") && named === undefined) throw new Error(`nothing to name in ${path}`);
  return (
    path
      .replace(/:\w+/, encodeURIComponent(named ?? ""))
      .replace(":personId", encodeURIComponent(things["person"] ?? ""))
      .replace(":fileId", encodeURIComponent(things["approvalFile"] ?? "a-file"))
      .replace(":mediaId", encodeURIComponent(things["media"] ?? ""))
      .replace(":season", things["season"] ?? "")
      // Before anything was booked: that it is closed is in nobody's way.
      .replace(":day", "2020-01-01")
  );
}

/**
 * What fields name. The revision is one that nobody has seen, so that a command ends where it is
 * compared: behind permission and scope, before it changes what the next one asks for.
 */
function hintsFrom(things: Things, endpoint: string): Hints {
  return {
    given: {
      household: { id: things["household"], rev: 1_000_000 },
      rev: 1_000_000,
      seenSeq: 1_000_000,
      householdId: things["household"],
      accountId: things["household"],
      ...(endpoint === "preview-relief" ? { amountFen: 1 } : {}),
    },
    required: {
      q: things["number"],
      changes: [LEAKS],
      phone: things["phone"],
      hallId: things["hall"],
      unitId: things["unit"],
      nodeIds: [things["unit"]],
      caseId: things["case"],
      incidentId: things["incident"],
      branchId: things["branch"],
      serviceId: things["service"],
      ticketId: things["ticket"],
      season: things["season"],
      placeId: things["branch"],
      closesMinute: 1_440,
      name: "王小明",
      phones: [things["phone"]],
      scope: { kind: "city" },
      login: "somebody-new",
      roles: ["agent"],
      rows: [{ number: things["number"], seasons: [], prepaidFen: 100 }],
      series: "Z",
      value: things["number"],
      digits: "0000",
      from: "2025-11-01",
      to: "2025-11-20",
      signedOn: "2025-11-01",
      toId: things["colleague"],
      ownerId: things["colleague"],
      itemId: things["knowledge"],
      reviewOn: things["today"],
      startsOn: things["today"],
      endsOn: things["today"],
      spaces: [SPACE],
      job: things["job"],
      key: things["jobKey"],
      ...(endpoint.startsWith("catalogue.") ? { changes: [GREENHOUSE] } : {}),
      ...(endpoint.startsWith("tariffs.") ? { id: things["tariff"] } : {}),
      customerId: things["customer"],
      intoId: things["customer"],
      ...(endpoint === "cases.agree-visit" ? { from: 1, to: 2 } : {}),
      ...(endpoint === "customers.by-number" ? { number: things["identity"] } : {}),
      ...(endpoint === "preview-stops" ? { from: `${things["season"]?.slice(0, 4)}-11-01` } : {}),
      ...(endpoint === "preview-relief" ? { relief: "goodwill" } : {}),
      ...(endpoint.endsWith("-plan") ? planned(things) : {}),
      ...(endpoint.endsWith("-write-off") ? { seasons: [things["pastSeason"]] } : {}),
      ...(endpoint === "preview-refund" ? { lotId: things["lot"], method: "card" } : {}),
      ...(endpoint === "ledger.charge-late-fee" ? { day: things["today"] } : {}),
      ...(endpoint.startsWith("metering.") ? { day: things["today"] } : {}),
      ...(endpoint.startsWith("dunning.") ? TOO_LATE : {}),
      ...(endpoint === "staffing.set-temperature" ? { day: things["today"] } : {}),
      ...(endpoint === "carryforwards.begin" ? { day: things["today"] } : {}),
      ...(endpoint === "invoices.ask" ? { paymentId: things["receipt"] } : {}),
      ...(endpoint === "invoices.list" ? { day: things["today"] } : {}),
      ...(endpoint.startsWith("sms.") ? { to: "contact" } : {}),
      ...(endpoint === "seasons.open" ? { name: "2031-2032" } : {}),
    },
  };
}

/** All that is open of the past, today. */
function planned(things: Things) {
  return {
    seasons: [things["pastSeason"]],
    instalments: [{ dueOn: things["today"], amountFen: 100 }],
  };
}

/** So that a dunning command ends at its rule, and the list is as it was for the next one. */
const TOO_LATE = { day: "2099-01-01", payBy: "2099-01-01", heldUntil: "2099-01-01" };

const GREENHOUSE = {
  list: "priceClasses",
  row: { code: "greenhouse", zh: "温室", en: "Greenhouse" },
};

const SPACE = {
  id: "s1",
  label: "住宅",
  buildingAreaMilli: 100_000,
  innerAreaMilli: 90_000,
  usableAreaMilli: 80_000,
  billingAreaMilli: 100_000,
  storeyHeightMm: 2_800,
  priceClass: "residential",
  settlement: "area",
};

/** What has to be in a view. */
const VIEWS: Readonly<Record<string, string>> = {
  handovers: "newcomer",
  cases: "case",
  case: "case",
  householdCases: "case",
  calls: "call",
  incidents: "incident",
  incident: "incident",
  household: "household",
  hall: "counter",
  board: "counter",
  acd: "phoneRow",
  chatdesk: "conversation",
  "canned-answers": "answer",
  "chat-course": "courseRow",
  callstats: "statistics",
  sms: "sms",
  campaigns: "campaign",
  "campaign-contacts": "campaignContact",
  requests: "approval",
  security: "alarmRow",
};

/** What the `id` is of with which a view is joined; else it is the household's. */
const JOINED_BY: Readonly<Record<string, string>> = {
  case: "case",
  incident: "incident",
  "campaign-contacts": "campaign",
  "chat-course": "conversation",
};

/** What a view is joined with, and the row that has to be in it. */
export function joinFor({ name, params }: View, things: Things) {
  const shows = things[VIEWS[name] ?? ""];
  if (shows === undefined) throw new Error(`nothing to look for in the view ${name}`);
  const id = things[JOINED_BY[name] ?? "household"];
  const hints = { given: {}, required: { hallId: OWN.hall, id, caseId: things["case"] } };
  return { params: exampleOf(params, hints, name) as object, shows };
}
