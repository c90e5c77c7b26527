import type { Fen } from "@warmline/shared/kernel/money.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { isPending, requests, type ApprovalRequest } from "@warmline/shared/requests/model.ts";
import { expiryOf, stepsFor, type ApprovalPolicy } from "@warmline/shared/requests/policy.ts";
import type { Preview, Touched } from "@warmline/shared/requests/preview.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { insert } from "@warmline/shared/store/write.ts";
import type { Approvable } from "../../platform/commands/approvable.ts";
import {
  command,
  type Command,
  type Decision,
  type Moment,
} from "../../platform/commands/command.ts";
import { takeFiles, type TakenFiles } from "../files/index.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { decideFor, type Decided } from "./deciding.ts";
import { holdingPolicy } from "./policies.ts";

/** Everything that is asked for says why. */
export interface Reasoned {
  readonly reason: string;
}

/** 附件: uploaded before, by whoever asks. */
export interface WithFiles {
  readonly fileIds?: readonly string[] | undefined;
}

/** Small and without names, as the audit record keeps it; the endpoint reads the rest. */
export interface AskedRequest {
  readonly id: string;
}

interface Asking<S> {
  readonly state: S;
  readonly moment: Moment;
  readonly pending: readonly ApprovalRequest[];
  readonly policy: ApprovalPolicy;
  readonly files: Result<TakenFiles, "file-not-found">;
}

export interface Ask<I, S, V, C extends string> {
  /** Domain and verb, such as `ledger.ask-reversal`. */
  readonly name: string;
  readonly of: Approvable<I, S, V, C>;
}

/**
 * 申请: what the command would do now is shown, kept with its hash, and waits for those who approve;
 * nothing else changes. Refusals, in this order: those of the command, `request-pending` (the same
 * is asked for about the same thing already), `file-not-found`.
 */
export function askCommand<I extends Reasoned, S, V, C extends string>({
  name,
  of,
}: Ask<I, S, V, C>): Command<I & WithFiles, Asking<S>, AskedRequest, AskCode<C>> {
  return command<I & WithFiles, Asking<S>, AskedRequest, AskCode<C> | C>({
    name,
    scope: scopeOf(of),
    async load(reads, input, at): Promise<Result<Asking<S>, C>> {
      const moment = { ...at, request: { id: at.nextId(), executes: false } };
      const loaded = await of.command.load(reads, input, moment);
      if (!loaded.ok) return loaded;
      const state = loaded.value;
      const where = { about: of.about(input), command: of.command.name, state: "pending" };
      const pending = await findAll({ store: reads }, requests, { index: "byAbout", where });
      const policy = await holdingPolicy(reads, of.policy);
      const files = await takeFiles(reads, at, input.fileIds ?? []);
      return ok({ state, moment, pending, policy, files });
    },
    seen: ({ state }, input) => of.command.seen?.(state, input) ?? { now: 0 },
    decide({ state, moment, pending, policy, files }, { fileIds: _, ...asking }) {
      const input = asking as unknown as I;
      const decided = decideFor(of, { state, input, moment });
      if (!decided.ok) return decided;
      if (pending.some((one) => isPending(one, moment.at))) return refuse("request-pending");
      if (!files.ok) return files;
      return ok(asked(of, { input, moment, policy, files: files.value, decided: decided.value }));
    },
  }) as unknown as Command<I & WithFiles, Asking<S>, AskedRequest, AskCode<C>>;
}

/** As the command's own: it is asked before anybody is told what somebody else changed. */
function scopeOf<I, S, V, C extends string>({ command: { scope } }: Approvable<I, S, V, C>) {
  if (typeof scope !== "function") return scope;
  return ({ state }: { readonly state: S }, input: I) => scope(state, input);
}

/** Whoever asks is never told to ask. */
type PreviewCode<C> = Exclude<C, "approval-needed"> | "out-of-scope";
type AskCode<C> = PreviewCode<C> | "request-pending" | "file-not-found";

interface AskedFor<I, V> {
  readonly input: I;
  readonly moment: Moment;
  readonly policy: ApprovalPolicy;
  readonly files: TakenFiles;
  readonly decided: Decided<V>;
}

function asked<I extends Reasoned, S, V, C extends string>(
  of: Approvable<I, S, V, C>,
  { input, moment, policy, files, decided }: AskedFor<I, V>,
): Decision<AskedRequest> {
  const { shown, decision, hash } = decided;
  const { at, actor } = moment;
  const id = moment.request!.id;
  const { label, preview, amountFen, place, concerns = [] } = shown;
  const { touches, apart } = shown;
  const subjects = [`requests/${id}`, ...decision.subjects.filter(isStanding)];
  const request: Body<ApprovalRequest> = {
    id,
    command: of.command.name,
    about: of.about(input),
    label,
    input: input as Readonly<Record<string, unknown>>,
    policyVersion: policy.version,
    preview,
    previewHash: hash,
    ...(touches === undefined ? {} : { touches }),
    ...(files.attachments.length === 0 ? {} : { files: files.attachments }),
    amountFen,
    place,
    concerns,
    ...(apart === undefined ? {} : { apart }),
    subjects,
    makerId: actor.id,
    makerName: actor.name,
    askedAt: at,
    expiresAt: expiryOf(policy, at),
    reason: input.reason,
    steps: stepsFor(policy, amountFen),
    state: "pending",
  };
  return {
    value: { id },
    writes: [insert(requests, request), ...files.writesFor({ requestId: id })],
    subjects,
    reason: input.reason,
    changes: decision.changes,
  };
}

/** An entry that would be posted is not there yet. */
function isStanding(subject: string): boolean {
  return !subject.startsWith("entries/");
}

/** 预览: what the command would do now, for whoever is about to ask; nothing is written. */
export function previewCommand<I, S, V, C extends string>(
  of: Approvable<I, S, V, C>,
): Command<I, Previewing<S>, Previewed, PreviewCode<C>> {
  const made: Command<I, Previewing<S>, Previewed, C | "out-of-scope"> = {
    name: of.command.name,
    key: false,
    scope: scopeOf(of),
    async load(reads, input, at) {
      const moment = { ...at, request: { id: "preview", executes: false } };
      const loaded = await of.command.load(reads, input, moment);
      if (!loaded.ok) return loaded;
      return ok({ state: loaded.value, moment, policy: await holdingPolicy(reads, of.policy) });
    },
    decide({ state, moment, policy }, input) {
      const decided = decideFor(of, { state, input, moment });
      if (!decided.ok) return decided;
      const { preview, touches, amountFen } = decided.value.shown;
      const steps = stepsFor(policy, amountFen).map(({ permission }) => permission);
      const about = decided.value.decision.subjects.filter(isStanding);
      return ok({ value: { about, preview, touches, amountFen, steps }, writes: [], subjects: [] });
    },
  };
  return made as unknown as Command<I, Previewing<S>, Previewed, PreviewCode<C>>;
}

interface Previewing<S> {
  readonly state: S;
  readonly moment: Moment;
  readonly policy: ApprovalPolicy;
}

export interface Previewed {
  /** `collection/id`. */
  readonly about: readonly string[];
  readonly preview: Preview;
  readonly touches?: readonly Touched[] | undefined;
  readonly amountFen: Fen;
  /** The permissions of those who would approve, in order. */
  readonly steps: readonly string[];
}
