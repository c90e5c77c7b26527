import { PROGRESS_ID } from "@warmline/shared/callstats/model.ts";
import { queuedCalls, type QueuedCall } from "@warmline/shared/acd/model.ts";
import { conversations } from "@warmline/shared/conversations/model.ts";
import { counters, hallServices } from "@warmline/shared/hall/model.ts";
import { follow } from "@warmline/shared/calls/fold.ts";
import { calls, type Call } from "@warmline/shared/calls/model.ts";
import { contracts } from "@warmline/shared/households/contract-versions.ts";
import { households, type Household } from "@warmline/shared/households/model.ts";
import { smsMessages } from "@warmline/shared/sms/model.ts";
import { ROLES, type Scope } from "@warmline/shared/access/actor.ts";
import { alarms } from "@warmline/shared/security/alarm.ts";
import { cityDate, type Instant } from "@warmline/shared/kernel/time.ts";
import { insert } from "@warmline/shared/store/write.ts";
import type { Body, Collection, Stored } from "@warmline/shared/store/collection.ts";
import { pairedDevice } from "@warmline/server/platform/http/testing.ts";
import { approvedScript, MISSED } from "./script.ts";
import { campaignOf } from "./campaign.ts";
import { refundable } from "./refundable.ts";
import { carryForward } from "./carry-forward.ts";
import { outageRefund } from "./outage-refund.ts";
import { failedSms } from "./failed-sms.ts";
import { anInvoice } from "./invoice.ts";
import { dunned } from "./dunned.ts";
import { dunningRun } from "./dunning-run.ts";
import { meteredSeason } from "./metered-season.ts";
import { oweOfThePast } from "./past-debt.ts";
import { seasonRun } from "./season-run.ts";
import { upload } from "./upload.ts";
import { unreachedNotice } from "./unreached-notice.ts";
import { deskChat, sentPicture } from "./desk-chat.ts";
import { unsentMessage } from "./unsent-message.ts";
import type { TestServer } from "@warmline/server/testing.ts";

/** The branch and the hall to which everything belongs that is asked for, and others. */
export const OWN = { branch: "branch-01", hall: "hall-xicheng" } as const;
export const OTHER = { branch: "branch-02", hall: "hall-nancheng" } as const;

/** Another rule than the program's own, that can be proposed. */
export const LEAKS = {
  category: "leak",
  urgency: "normal",
  phase: "off",
  terms: { resolve: { minutes: 60, by: "clock" } },
} as const;

const UNSENT_MESSAGE = "an-unsent-message";
const SENT_PICTURE = "a-sent-picture";
const UNREACHED = "an-unreached-notice";

/** What is asked for, one of each kind, by the names of `requests.ts`. */
export interface Things {
  readonly [kind: string]: string;
}

/** About nobody who asks for it. */
const ALARM = {
  id: "many-refusals/somebody/1",
  rule: "many-refusals",
  actorKind: "staff",
  actorId: "somebody",
  actorName: "somebody",
  address: "10.0.0.7",
  count: 30,
  limit: 30,
  open: true,
} as const;

/** The example of GB 11643-1999. */
const RESIDENT = "11010519491231002X";

/** One that was held, by its branch. */
export async function conversationOf(
  { store, clock }: Pick<TestServer["deps"], "store" | "clock">,
  branchId: string,
): Promise<string> {
  const id = `phone:call-of-${branchId}`;
  const at = clock.now();
  const times = { startedAt: at, lastAt: at, expiresAt: at, expired: false };
  const none = { caseIds: [], session: null, capability: {}, turns: [], turnCount: 1 };
  const about = { channel: "phone", externalId: `call-of-${branchId}`, branchId } as const;
  const standing = { state: "ended", language: "zh", ...times } as const;
  await store.commit([insert(conversations, { id, ...about, ...standing, ...none })]);
  return id;
}

type Post = (path: string, body: unknown) => Promise<Readonly<Record<string, string>>>;

/** From a household, to be rung back. */
export function missedCall({ id, number, place, phones }: Household, at: Instant): Body<Call> {
  const event = { key: "arrived", at, kind: "arrived", state: "canceled" } as const;
  const parties = { direction: "inbound", from: phones[0] ?? null, to: null } as const;
  const known = [{ id, number, branchId: place.branchId }];
  return {
    id: `call-${id}`,
    ...parties,
    households: known,
    ...follow([event], "inbound", undefined),
  };
}

const GONE_CALL = "queued-call";

/** Who waited for a person and gave up; it names nobody. */
export function goneCall(at: Instant, branchId: string): Body<QueuedCall> {
  const course = { enteredAt: at, endedAt: at, end: "abandoned", passed: [] } as const;
  return { id: GONE_CALL, skill: "fees", branchIds: [branchId], state: "ended", ...course };
}

/** One of each kind of the own branch and hall, made as people make it. */
export async function makeThings(server: TestServer): Promise<Things> {
  const { deps } = server;
  const atCounter: Scope = { kind: "hall", hallId: OWN.hall };
  const { cookie } = await server.signIn(ROLES.filter((role) => role !== "administrator"));
  const cashier = await server.signIn(["cashier"], atCounter);
  const post = posting(server, cookie);
  const household = await first(deps.store, households, "byBranch", {
    "place.branchId": OWN.branch,
  });
  const [phone = ""] = household.phones;
  const ofHousehold = { householdId: household.id };
  const contract = await first(deps.store, contracts, "byHousehold", ofHousehold);
  const customer = await post("/api/customers", {
    kind: "person",
    name: "王小明",
    phones: [],
    identity: { kind: "resident-id", number: RESIDENT },
    household: { id: household.id, rev: household.rev },
  });
  const atHall = { hallId: OWN.hall };
  const service = await first(deps.store, hallServices, "byHall", atHall);
  const counter = await first(deps.store, counters, "byHall", atHall);
  const file = await upload(server, cookie);
  const about = { householdId: household.id, contact: { phone } };
  const report = { ...about, category: "leak", description: "漏水" };
  const filed = await post("/api/cases", { ...report, separate: true, fileIds: [file] });
  const outage = { kind: "outage", nodeIds: [household.place.unitId], description: "停热" };
  const incident = await post("/api/incidents", { ...outage, startedAt: 0 });
  await post(`/api/incidents/${incident["id"]}/join`, { caseId: filed["id"] });
  const branch: Scope = { kind: "branch", branchId: OWN.branch };
  const { id: member } = await server.signIn(["agent"], branch);
  const till = { till: "7", floatFen: 0 };
  const opened = await server.request("/api/ledger/till/open", {
    cookie: cashier.cookie,
    body: till,
  });
  const payment = {
    parts: [{ accountId: household.id, amountFen: 100 }],
    tenders: [{ method: "cash", amountFen: 100 }],
  };
  const paid = await posting(server, cashier.cookie)("/api/payments", payment);
  const [paidPart] = paid["parts"] as unknown as readonly { readonly entryId: string }[];
  const wrong = await posting(server, cashier.cookie)("/api/payments", payment);
  const [wrongPart] = wrong["parts"] as unknown as readonly { readonly entryId: string }[];
  const approvalFile = await upload(server, cashier.cookie);
  const reversal = await posting(server, cashier.cookie)(
    `/api/entries/${wrongPart?.entryId}/reversal-request`,
    { reason: "收错户", fileIds: [approvalFile] },
  );
  const { id: approval = "" } = reversal["request"] as unknown as Readonly<Record<string, string>>;
  const { id: colleague } = await server.signIn(["finance"]);
  const today = cityDate(deps.clock.now());
  const span = { startsOn: today, endsOn: today };
  const leave = { toId: colleague, ...span, reason: "休假" };
  const { id: delegation = "" } = await post("/api/delegations", leave);
  const numbers = `/api/halls/${OWN.hall}/tickets`;
  const ticket = await post(numbers, { serviceId: service.id, priority: "normal" });
  const worker = await server.signIn(["field-worker"], branch);
  const onPhone = await server.signIn(["agent"]);
  await posting(server, onPhone.cookie)("/api/acd/ready", {});
  const office = (await server.signIn(["administrator", "finance"])).cookie;
  const newcomer = await handedOver(server);
  const { body: tariffs } = await server.request("/api/tariffs", { cookie: office });
  const { body: jobs } = await server.request("/api/jobs", { cookie: office });
  const [job] = [...jobs.waiting, ...jobs.running];
  const call = missedCall(household, deps.clock.now());
  const ringing = await campaignOf(deps, incident["id"] ?? "");
  const conversation = await conversationOf(deps, OWN.branch);
  const script = await approvedScript(deps);
  await deps.store.commit([
    deskChat(conversation, deps.clock.now(), OWN.branch),
    sentPicture(SENT_PICTURE, conversation, deps.clock.now(), {
      fileId: file,
      caseId: filed["id"] ?? "",
    }),
    insert(alarms, { ...ALARM, at: deps.clock.now() }),
    insert(calls, call),
    insert(queuedCalls, goneCall(deps.clock.now(), OWN.branch)),
    insert(smsMessages, failedSms(`sms-${filed["id"]}`, filed["id"] ?? "", deps.clock.now())),
    ...unsentMessage(UNSENT_MESSAGE, deps.clock.now()),
    unreachedNotice(UNREACHED, OWN.branch, deps.clock.now()),
  ]);
  const pastSeason = await oweOfThePast(post, household.id);
  await dunned(server, household.id, approvalFile);
  return {
    tariff: tariffs[0].id,
    job: job.job,
    jobKey: job.key,
    worker: worker.id,
    phoneAgent: onPhone.id,
    phoneRow: `agent/${onPhone.id}`,
    courseRow: "course",
    answer: "seed-hello",
    media: SENT_PICTURE,
    statistics: PROGRESS_ID,
    season: contract.season,
    pastSeason,
    outageRefund: await outageRefund(server, contract.season, incident["id"] ?? ""),
    meter: await meteredSeason(server, contract),
    seasonRun: await seasonRun(server, contract.season, household),
    dunningRun: await dunningRun(server, household),
    carryForward: await carryForward(server, household),
    invoice: await anInvoice(server, household.id, OWN),
    household: household.id,
    customer: customer["id"] ?? "",
    identity: RESIDENT,
    number: household.number,
    phone,
    person: household.people[0]?.id ?? "",
    unit: household.place.unitId,
    station: household.place.stationId,
    branch: OWN.branch,
    hall: OWN.hall,
    service: service.id,
    counter: counter.id,
    ticket: ticket["ticketId"] ?? "",
    file,
    case: filed["id"] ?? "",
    call: call.id,
    sms: `sms-${filed["id"]}`,
    chatMessage: UNSENT_MESSAGE,
    notice: UNREACHED,
    knowledge: script,
    knowledgeMiss: MISSED,
    queuedCall: GONE_CALL,
    campaign: ringing.id,
    campaignContact: `${ringing.id}.1`,
    incident: incident["id"] ?? "",
    conversation,
    entry: paidPart?.entryId ?? "",
    receipt: paid["paymentId"] ?? "",
    ...(await refundable(server, cashier.cookie, OWN)),
    staff: member,
    newcomer,
    approval,
    approvalFile,
    approvalRule: "reversal",
    colleague,
    today,
    delegation,
    shift: opened.body.own.id,
    policy: await proposedPolicy(server),
    alarm: ALARM.id,
    alarmRow: `alarm ${ALARM.id}`,
    device: (await pairedDevice(deps, "kiosk", OWN.hall)).id,
  };
}

/** Somebody whose new password two administrators have yet to draw. */
async function handedOver(server: TestServer): Promise<string> {
  const [asker, second] = [
    await server.signIn(["administrator"]),
    await server.signIn(["administrator"]),
  ];
  const { id } = await server.signIn(["cashier"]);
  const wanted = { act: "reset-password", id, reason: "忘记" };
  const asked = await posting(server, asker.cookie)("/api/staff-requests", wanted);
  const request = asked["request"] as unknown as Readonly<Record<string, string>>;
  await posting(server, second.cookie)(`/api/requests/${request["id"]}/approve`, {
    rev: request["rev"],
  });
  return id;
}

/** Deadline rules that somebody of the city proposed, by their version. */
export async function proposedPolicy(server: TestServer): Promise<string> {
  const { cookie } = await server.signIn(["supervisor"]);
  const rules = { base: 1, changes: [LEAKS], reason: "试行" } as const;
  return String((await posting(server, cookie)("/api/clock-policies", rules))["version"]);
}

function posting(server: TestServer, cookie: string): Post {
  return async (path, body) => {
    const answer = await server.request(path, { cookie, body });
    if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body as Readonly<Record<string, string>>;
  };
}

async function first<D extends Stored>(
  store: TestServer["deps"]["store"],
  of: Collection<D>,
  index: string,
  where: Readonly<Record<string, string>>,
): Promise<D> {
  const [found] = await store.find(of, { index, where, limit: 1 });
  if (found === undefined) throw new Error(`no ${of.name} of the own branch or hall`);
  return found;
}
