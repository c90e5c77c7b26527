import { callSumsProgress } from "@warmline/shared/callstats/model.ts";
import {
  carryBranches,
  carryChunks,
  carryForwards,
  carryLines,
} from "@warmline/shared/carryforwards/model.ts";
import { invoiceProgress } from "@warmline/shared/invoices/model.ts";
import { outageRefunds } from "@warmline/shared/outagerefunds/model.ts";
import { runChunks, seasonRuns } from "@warmline/shared/seasonruns/model.ts";
import { verificationRuns } from "@warmline/shared/ledger/verification.ts";
import { dunningCases } from "@warmline/shared/dunning/model.ts";
import { dunningMessages, dunningRuns } from "@warmline/shared/dunningruns/model.ts";
import { noticeProgress, notices } from "@warmline/shared/notices/model.ts";
import { jobDecisions, jobFences, storedJobs } from "@warmline/shared/jobs/model.ts";
import { seededRandom } from "@warmline/shared/kernel/ids.ts";
import type { Endpoint } from "@warmline/shared/api/endpoint.ts";
import { rawRequest } from "@warmline/server/platform/http/testing.ts";
import { RECORDS } from "@warmline/server/testing.ts";
import { makeCall, type MadeUp } from "./call.ts";
import type { FuzzCity } from "./city.ts";
import { makeHostile } from "./hostile.ts";
import { faultOf } from "./judge.ts";

/** Nothing that the server does takes so long; whatever does, hangs. */
export const DEADLINE_MS = 10_000;
/** A refusal that is itself a fact worth keeping: failed sign-ins and lookups are counted. */
const RECORDS_ATTEMPTS = new Set(["staff.sign-in", "staff.change-own-password", "kiosk.lookup"]);

export interface Outcome {
  /** What went wrong, with the call that it came of. */
  readonly faults: readonly string[];
  readonly statuses: ReadonlyMap<number, number>;
}

/**
 * Sends so many calls of one endpoint, one after the other: by turns almost right and such as no
 * client would send. No answer is a fault of the server, and what is refused changes nothing.
 */
export async function attack(
  city: FuzzCity,
  endpoint: Endpoint,
  { seed, rounds }: { readonly seed: number; readonly rounds: number },
): Promise<Outcome> {
  const random = { ...seededRandom(seed), known: city.known };
  const faults: string[] = [];
  const statuses = new Map<number, number>();
  for (let round = 0; round < rounds; round += 1) {
    const right = makeCall(endpoint, random, city.cookie());
    const call = round % 2 === 0 ? right : makeHostile(right, random);
    const { status, fault } = await send(city, endpoint, call);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (fault !== null) faults.push(`${endpoint.name}, round ${round}: ${fault}`);
    if (status === 401 || endpoint.name === "staff.sign-out") await city.signInAgain();
  }
  return { faults, statuses };
}

async function send({ server }: FuzzCity, endpoint: Endpoint, call: MadeUp) {
  const before = await server.deps.store.head();
  const said = `${call.method} ${call.path.slice(0, 300)} ${shown(call)}`;
  try {
    const signal = AbortSignal.timeout(DEADLINE_MS);
    const answer = await rawRequest(server.url, call.path, { ...call, signal });
    const fault = faultOf(answer, call) ?? (await traceOf(server, endpoint, answer.status, before));
    const told = fault === null ? null : `${fault}: ${said} answered ${answer.text.slice(0, 400)}`;
    return { status: answer.status, fault: told };
  } catch (error) {
    return { status: 0, fault: `no answer (${String(error)}): ${said}` };
  }
}

function shown({ headers, body }: MadeUp): string {
  const { cookie: _, ...rest } = headers;
  const text = typeof body === "string" ? body : Buffer.from(body ?? "").toString("latin1");
  return `${JSON.stringify(rest).slice(0, 300)} ${text.slice(0, 300)}`;
}

/**
 * What is written beside any request: jobs go on, such as a verification or season run that was
 * started before, the telephone's sums follow its periods, notices what happened to cases, and
 * refusals are recorded as security events.
 */
const BESIDE = new Set([
  ...[verificationRuns, storedJobs, jobFences, jobDecisions].map(({ name }) => name),
  ...[seasonRuns, runChunks, outageRefunds].map(({ name }) => name),
  ...[carryForwards, carryChunks, carryLines, carryBranches].map(({ name }) => name),
  ...[dunningCases, dunningRuns, dunningMessages].map(({ name }) => name),
  callSumsProgress.name,
  invoiceProgress.name,
  notices.name,
  noticeProgress.name,
  ...RECORDS,
]);

async function traceOf(
  { deps }: FuzzCity["server"],
  { name }: Endpoint,
  status: number,
  before: number,
): Promise<string | null> {
  if (status < 400 || RECORDS_ATTEMPTS.has(name)) return null;
  const commits = await deps.store.read(before, 100);
  const left = commits.find(({ writes }) => !writes.some((one) => BESIDE.has(one.collection)));
  const changed = left?.writes.map(({ collection, id }) => `${collection}/${id}`).join(", ");
  return left ? `was refused and changed ${changed}` : null;
}
