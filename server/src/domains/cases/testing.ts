import { expect, test } from "vitest";
import { EPOCH, later } from "@warmline/shared/kernel/time.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { resolveClock } from "@warmline/shared/cases/clock.ts";
import { HISTORY_MAX } from "@warmline/shared/cases/matching.ts";
import { cases, type Case } from "@warmline/shared/cases/model.ts";
import { storedFiles } from "@warmline/shared/files/model.ts";
import type { ChangedCase } from "@warmline/shared/cases/rows.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Command } from "../../platform/commands/command.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import * as deadline from "./deadline-commands.ts";
import * as describing from "./description-commands.ts";
import * as dispatch from "./dispatch-commands.ts";
import { fileCase, type FileCaseInput } from "./file-case.ts";
import * as it from "./fixture.ts";
import { changed, must } from "./fixture.ts";
import * as followUp from "./follow-up-commands.ts";
import * as merging from "./merge-commands.ts";
import * as work from "./work-commands.ts";

const { agent, supervisor, dispatcher, worker } = it;
const description = "说明";

/** For tests: a case of the eastern home, brought by commands to where a test begins. */
export type Situation = (deps: Deps) => Promise<Case>;

export const HOUR_MS = 3_600_000;
export const toWorker = { branchId: it.EAST, assigneeId: worker.actor.id };

export async function opened(deps: Deps, given: Partial<FileCaseInput> = {}): Promise<Case> {
  const contact = { phone: it.eastHome.phone };
  const report = it.reportWith({
    householdId: it.eastHome.id,
    separate: true,
    contact,
    ...given,
  });
  const { id } = await must(runCommand(deps, agent, fileCase, report));
  return stored(deps, id);
}

async function stored(deps: Deps, id: string): Promise<Case> {
  const caseRecord = await deps.store.get(cases, id);
  if (caseRecord === null) throw new Error(`no case ${id}`);
  return caseRecord;
}

export async function assigned(deps: Deps, given: Partial<FileCaseInput> = {}): Promise<Case> {
  const { id } = await opened(deps, given);
  return changed(deps, dispatcher, dispatch.assign, { id, ...toWorker });
}
export async function accepted(deps: Deps): Promise<Case> {
  return changed(deps, worker, dispatch.accept, { id: (await assigned(deps)).id });
}
export async function onSite(deps: Deps): Promise<Case> {
  return changed(deps, worker, work.arrive, { id: (await accepted(deps)).id });
}
export async function resolved(deps: Deps): Promise<Case> {
  const { id } = await onSite(deps);
  return changed(deps, worker, work.resolve, { id, description, roomTemperatureDeci: 205 });
}
export async function calledBack(deps: Deps): Promise<Case> {
  const { id } = await resolved(deps);
  return changed(deps, agent, followUp.callBack, { id, outcome: "satisfied" });
}
export async function closed(deps: Deps): Promise<Case> {
  return changed(deps, agent, followUp.close, { id: (await calledBack(deps)).id });
}
export async function reopened(deps: Deps): Promise<Case> {
  return changed(deps, agent, followUp.reopen, { id: (await closed(deps)).id, description });
}
export async function merged(deps: Deps, from: Situation = opened): Promise<Case> {
  const [{ id }, { id: intoId }] = [await from(deps), await opened(deps)];
  return changed(deps, supervisor, merging.merge, { id, intoId });
}
/** What an extension of an hour is asked for with. */
export function anHourMore(caseRecord: Case) {
  const dueAt = later(resolveClock(caseRecord).due, HOUR_MS);
  return { clock: "resolve", dueAt, description } as const;
}
export async function asked(deps: Deps, given: Partial<FileCaseInput> = {}): Promise<Case> {
  const one = await assigned(deps, given);
  const asking = { id: one.id, ...anHourMore(one) };
  return changed(deps, worker, deadline.askExtension, asking);
}
export async function extended(deps: Deps): Promise<Case> {
  return changed(deps, supervisor, deadline.grant, { id: (await asked(deps)).id });
}
/** A case with more than commands alone would give it. */
async function patched(deps: Deps, patch: (caseRecord: Case) => Partial<Case>): Promise<Case> {
  const caseRecord = await illustrated(deps);
  await deps.store.commit([replace(cases, caseRecord, { ...caseRecord, ...patch(caseRecord) })]);
  return stored(deps, caseRecord.id);
}
export function full(deps: Deps): Promise<Case> {
  return patched(deps, ({ history }) => {
    return { history: Array.from({ length: HISTORY_MAX }, () => history[0]!) };
  });
}
/** As many as ever hang on one case, hidden as most of them are. */
export function everyPicture(deps: Deps): Promise<Case> {
  return patched(deps, ({ attachments }) => {
    const hidden = { ...attachments[0]!, hidden: true };
    return {
      attachments: Array.from({ length: 60 }, (_, n) => ({ ...hidden, fileId: `f${n}` })),
    };
  });
}

/** Pictures that somebody has uploaded: the agent, long ago. */
export async function pictures(
  deps: Deps,
  count: number,
  at = EPOCH,
  { actor }: Pick<Caller, "actor"> = agent,
): Promise<string[]> {
  const ids = Array.from({ length: count }, () => deps.ids.next());
  const file = { state: "waiting", type: "image/webp", sizeBytes: 3, at } as const;
  const uploader = { uploaderId: actor.id, uploaderName: actor.name };
  await deps.store.commit(ids.map((id) => insert(storedFiles, { id, ...file, ...uploader })));
  return ids;
}
export async function illustrated(deps: Deps): Promise<Case> {
  return opened(deps, { fileIds: await pictures(deps, 6) });
}
/** One hidden, and another in its place. */
export async function overfull(deps: Deps): Promise<Case> {
  const { id, attachments } = await illustrated(deps);
  const { fileId } = attachments[0]!;
  await changed(deps, agent, describing.hidePicture, { id, fileId });
  return changed(deps, agent, describing.addPictures, { id, fileIds: await pictures(deps, 1) });
}

/** A command with what it is asked besides the case. */
export type Attempt = (
  deps: Deps,
  caller: Caller,
  caseRecord: Case,
) => Promise<{ readonly ok: boolean }>;

export function on<I extends { id: string; rev?: number | undefined }, S, C extends string>(
  command: Command<I, S, ChangedCase, C>,
  input: Omit<I, "id" | "rev"> | ((caseRecord: Case) => Omit<I, "id" | "rev">),
): Attempt {
  return (deps, caller, caseRecord) => {
    const given = typeof input === "function" ? input(caseRecord) : input;
    const { id, rev } = caseRecord;
    return runCommand(deps, caller, command, { ...given, id, rev } as unknown as I);
  };
}

/** The attempt is refused so, and nothing is written. */
export async function expectRefused(
  { store }: Pick<Deps, "store">,
  code: string,
  attempt: () => ReturnType<Attempt>,
): Promise<void> {
  const head = await store.head();
  expect(await attempt()).toMatchObject({ ok: false, code });
  expect(await store.head()).toBe(head);
}

export type RefusalRow = readonly [code: string, caller: Caller, of: Situation, attempt: Attempt];

/**
 * Declares the tests that each command refuses what no command does, and what stands in its rows.
 */
export function testRefusals(
  deps: () => Deps,
  commands: Readonly<Record<string, Attempt>>,
  rows: Readonly<Record<string, readonly RefusalRow[]>>,
): void {
  test.each(Object.entries(commands))(
    "%s is refused for a case that is not there, of others, or seen before it changed",
    async (_, attempt) => {
      const caseRecord = await merged(deps());
      const stale = { ...caseRecord, rev: caseRecord.rev - 1 };
      const nowhere = { ...stale, id: "none" };
      const refused = (code: string, caller: Caller, of: Case) =>
        expectRefused(deps(), code, () => attempt(deps(), caller, of));
      await refused("not-found", it.stranger, nowhere);
      await refused("out-of-scope", it.stranger, stale);
      await refused("changed-meanwhile", supervisor, stale);
    },
  );

  const table = Object.entries(rows).flatMap(([name, refusals]) =>
    refusals.map((row): [string, ...RefusalRow] => [name, ...row]),
  );
  test.each(table)("%s: %s", async (_, code, caller, of, attempt) => {
    const caseRecord = await of(deps());
    await expectRefused(deps(), code, () => attempt(deps(), caller, caseRecord));
  });
}
