import { OFFICIAL_ACCOUNT } from "@warmline/bots/core/capability.ts";
import { chats } from "@warmline/shared/chats/model.ts";
import {
  dunningMessages,
  dunningRuns,
  isWorking,
  type DunningRun,
} from "@warmline/shared/dunningruns/model.ts";
import { households, orgNodes } from "@warmline/shared/households/model.ts";
import { ok } from "@warmline/shared/kernel/result.ts";
import { later } from "@warmline/shared/kernel/time.ts";
import { smsMessages } from "@warmline/shared/sms/model.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { readConfig } from "../../config.ts";
import type { Deps } from "../../platform/deps.ts";
import { openEmbeddedJobs } from "../../platform/jobs/embedded/open.ts";
import { bindJobs, type Job } from "../../platform/jobs/job.ts";
import { bringChatLine } from "../chats/index.ts";
import { chatsModule } from "../chats/module.ts";
import { carriedOut, lookedAt } from "../dunning/fixture.ts";
import { dunningModule } from "../dunning/module.ts";
import { charge } from "../ledger/charge-commands.ts";
import { caller, done } from "../ledger/testing.ts";
import { noticesModule } from "../notices/module.ts";
import { openApprovalRoom, people } from "../requests/fixture.ts";
import { bringSmsLine, followSms } from "../sms/index.ts";
import { smsModule } from "../sms/module.ts";
import { beginRun } from "./begin-command.ts";
import { dunningRunsModule } from "./module.ts";
import { dunningRunJob } from "./run-job.ts";
import { askRunSend } from "./send-request.ts";

/** For tests: households that are overdue, how each is reached, and a carrier that keeps count. */

const MODULES = [dunningModule, noticesModule, smsModule, chatsModule, dunningRunsModule];

/** Of five all are overdue; h1 has a chat, h2 no mobile number, the others a text message. */
export const PHONES = { h0: "+8613800000010", h3: "+8613800000013", h4: "+8613800000014" };
const ACCOUNT = "official:wx";
export const PUBLIC = "https://warm.example";

export async function openSendingRoom(engine: Parameters<typeof openApprovalRoom>[0]) {
  const room = await openApprovalRoom(engine, 5);
  const config = readConfig({ SLIP_SECRET: "a-secret-of-the-utility", PUBLIC_URL: PUBLIC });
  const deps = { ...room.deps, config, jobs: openEmbeddedJobs(room.deps) };
  for (const id of ["h0", "h1", "h2", "h3", "h4"]) {
    await done(deps, caller(), charge, { id, season: "2024-2025" });
  }
  await reachable(deps);
  await lookedAt(deps);
  const sent: string[] = [];
  bringSmsLine(deps.config, {
    missing: () => null,
    find: async () => null,
    async send({ id, to }) {
      sent.push(to);
      return ok(`SM-${id}`);
    },
  });
  const line = { capability: OFFICIAL_ACCOUNT, bytesMax: 2_048, send: async () => ok(null) };
  bringChatLine(deps.config, ACCOUNT, line);
  return {
    ...room,
    deps,
    /** Numbers that the carrier was given a message for. */
    sent,
    async close() {
      await deps.jobs.close();
      await room.close();
    },
  };
}
export type SendingRoom = Awaited<ReturnType<typeof openSendingRoom>>;

async function reachable({ store, clock }: Deps): Promise<void> {
  const owned = await store.getMany(households, Object.keys(PHONES));
  const at = clock.now();
  const branch = { id: "branch-1", kind: "branch", name: "一分公司", parentId: null } as const;
  const bound = {
    bindings: [{ householdId: "h1", at }],
    boundIds: ["h1"],
    language: "zh",
  } as const;
  const grants = { word: { left: 5, until: later(at, 172_800_000) } };
  await store.commit([
    insert(orgNodes, { ...branch, path: [branch.id] }),
    insert(chats, {
      ...bound,
      id: `${ACCOUNT}:o-1`,
      account: ACCOUNT,
      userId: "o-1",
      followed: true,
      grants,
      lastAt: at,
      messageCount: 0,
      expiresAt: later(at, 864_000_000),
      expired: false,
    }),
    ...owned.map((one) => {
      const phones = [PHONES[one.id as keyof typeof PHONES]];
      const owner = { id: "p", name: one.name, relation: "owner", phones } as const;
      return replace(households, one, { ...one, people: [owner] });
    }),
  ]);
}

/** Everything follows and works, but for the jobs that are named. */
export async function live(deps: Deps, without: readonly string[] = []): Promise<void> {
  for (const { follow } of MODULES) await follow?.(deps);
  await work(deps, (name) => !without.includes(name));
}

/** Jobs of these names are done from now on. */
export async function work(deps: Deps, wanted: (name: string) => boolean): Promise<void> {
  const jobs: Job[] = MODULES.flatMap((one) => one.jobs ?? []);
  const chosen = jobs.filter(({ name, repeat }) => repeat === undefined && wanted(name));
  await deps.jobs.work(bindJobs(deps, chosen));
}

export async function runOf({ store }: Pick<Deps, "store">, id: string): Promise<DunningRun> {
  return (await store.get(dunningRuns, id))!;
}

export async function begun(deps: Deps): Promise<string> {
  const input = { branchId: "branch-1", step: "reminder" } as const;
  return (await done(deps, caller(people.cashier), beginRun, input)).id;
}

/** The job once through, as an engine carries it out. */
export async function carryOn(deps: Deps, runId: string): Promise<DunningRun> {
  const { turn, state } = await runOf(deps, runId);
  if (!isWorking(state)) throw new Error(`a run that is ${state} has no job`);
  await carriedOut(deps, dunningRunJob, { runId, turn });
  return runOf(deps, runId);
}

/** Asked for by the cashier, approved by the manager. */
export async function approved({ deps, approve }: SendingRoom, id: string): Promise<void> {
  const { rev } = await runOf(deps, id);
  const input = { id, rev, reason: "十一月催缴" };
  const asked = await done(deps, caller(people.cashier), askRunSend, input);
  const answer = await approve("manager", asked.id);
  if (!answer.ok) throw new Error(answer.code);
}

/** How each account of a run stands, by number. */
export async function standings({ store }: Pick<Deps, "store">, runId: string) {
  const found = await store.find(dunningMessages, { index: "byNumber", where: { runId } });
  return found.map(({ accountId, state, why }) => [accountId, why ?? state]);
}

/** What the carrier tells of every message that it has. */
export async function told(deps: Deps, state: "sent" | "failed"): Promise<void> {
  const where = { state: ["sending", "sent"] };
  const found = await deps.store.find(smsMessages, { index: "byState", where });
  for (const { id, attempt } of found) {
    await done(deps, caller(), followSms, { id, attempt, carrierId: `SM-${id}`, state });
  }
}
