import type { Fen } from "@warmline/shared/kernel/money.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { isPending, requests, type ApprovalRequest } from "@warmline/shared/requests/model.ts";
import { expiryOf, stepsFor } from "@warmline/shared/requests/policy.ts";
import type { Preview } from "@warmline/shared/requests/preview.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { insert } from "@warmline/shared/store/write.ts";
import type { Approvable, SplitSecret } from "../../platform/commands/approvable.ts";
import {
  command,
  type Command,
  type Decision,
  type Moment,
} from "../../platform/commands/command.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { decideFor, type Decided } from "./deciding.ts";

/** Everything that is asked for says why. */
export interface Reasoned {
  readonly reason: string;
}

/** Small and without names, as the audit record keeps it; the endpoint reads the rest. */
export interface AskedRequest {
  readonly id: string;
  /** Of a secret in halves; shown once. */
  readonly half?: string;
}

interface Asking<S> {
  readonly state: S;
  readonly moment: Moment;
  readonly pending: readonly ApprovalRequest[];
  readonly split: SplitSecret | null;
}

export interface Ask<I, S, V, C extends string> {
  /** Domain and verb, such as `ledger.ask-reversal`. */
  readonly name: string;
  readonly of: Approvable<I, S, V, C>;
  /** Where something of the answer is shown once: the refusal of a repetition. */
  readonly shownOnce?: C;
}

/**
 * 申请: what the command would do now is shown, kept with its hash, and waits for those who approve;
 * nothing else changes. Refusals, in this order: those of the command, `request-pending` (the same
 * is asked for about the same thing already).
 */
export function askCommand<I extends Reasoned, S, V, C extends string>({
  name,
  of,
  shownOnce,
}: Ask<I, S, V, C>): Command<I, Asking<S>, AskedRequest, AskCode<C>> {
  return command<I, Asking<S>, AskedRequest, AskCode<C> | C>({
    name,
    ...(shownOnce === undefined ? {} : { shownOnce }),
    scope: scopeOf(of),
    async load(reads, input: I, at): Promise<Result<Asking<S>, C>> {
      const moment = { ...at, request: { id: at.nextId() } };
      const loaded = await of.command.load(reads, input, moment);
      if (!loaded.ok) return loaded;
      const state = loaded.value;
      const where = { about: of.about(input), command: of.command.name, state: "pending" };
      const pending = await findAll({ store: reads }, requests, { index: "byAbout", where });
      return ok({ state, moment, pending, split: (await of.split?.(state, input)) ?? null });
    },
    seen: ({ state }, input) => of.command.seen?.(state, input) ?? { now: 0 },
    decide({ state, moment, pending, split }, input) {
      const decided = decideFor(of, { state, input, moment });
      if (!decided.ok) return decided;
      if (pending.some((one) => isPending(one, moment.at))) return refuse("request-pending");
      return ok(asked(of, { input, moment, decided: decided.value, split }));
    },
  }) as unknown as Command<I, Asking<S>, AskedRequest, AskCode<C>>;
}

/** As the command's own: it is asked before anybody is told what somebody else changed. */
function scopeOf<I, S, V, C extends string>({ command: { scope } }: Approvable<I, S, V, C>) {
  if (typeof scope !== "function") return scope;
  return ({ state }: { readonly state: S }, input: I) => scope(state, input);
}

/** Whoever asks is never told to ask. */
type PreviewCode<C> = Exclude<C, "approval-needed"> | "out-of-scope";
type AskCode<C> = PreviewCode<C> | "request-pending";

interface AskedFor<I, V> {
  readonly input: I;
  readonly moment: Moment;
  readonly decided: Decided<V>;
  readonly split: SplitSecret | null;
}

function asked<I extends Reasoned, S, V, C extends string>(
  of: Approvable<I, S, V, C>,
  { input, moment, decided, split }: AskedFor<I, V>,
): Decision<AskedRequest> {
  const { shown, decision, hash } = decided;
  const { at, actor } = moment;
  const id = moment.request!.id;
  const { label, preview, amountFen, place, concerns = [] } = shown;
  const subjects = [`requests/${id}`, ...decision.subjects.filter(isStanding)];
  const request: Body<ApprovalRequest> = {
    id,
    command: of.command.name,
    about: of.about(input),
    label,
    input: input as Readonly<Record<string, unknown>>,
    policyVersion: of.policy.version,
    preview,
    previewHash: hash,
    amountFen,
    place,
    concerns,
    subjects,
    makerId: actor.id,
    makerName: actor.name,
    askedAt: at,
    expiresAt: expiryOf(of.policy, at),
    reason: input.reason,
    steps: stepsFor(of.policy, amountFen),
    state: "pending",
    ...(split === null ? {} : { split: { half: split.second, kept: split.kept } }),
  };
  return {
    value: split === null ? { id } : { id, half: split.first },
    writes: [insert(requests, request)],
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
      const moment = { ...at, request: { id: "preview" } };
      const loaded = await of.command.load(reads, input, moment);
      return loaded.ok ? ok({ state: loaded.value, moment }) : loaded;
    },
    decide({ state, moment }, input) {
      const decided = decideFor(of, { state, input, moment });
      if (!decided.ok) return decided;
      const { preview, amountFen } = decided.value.shown;
      const steps = stepsFor(of.policy, amountFen).map(({ permission }) => permission);
      const about = decided.value.decision.subjects.filter(isStanding);
      return ok({ value: { about, preview, amountFen, steps }, writes: [], subjects: [] });
    },
  };
  return made as unknown as Command<I, Previewing<S>, Previewed, PreviewCode<C>>;
}

interface Previewing<S> {
  readonly state: S;
  readonly moment: Moment;
}

export interface Previewed {
  /** `collection/id`. */
  readonly about: readonly string[];
  readonly preview: Preview;
  readonly amountFen: Fen;
  /** The permissions of those who would approve, in order. */
  readonly steps: readonly string[];
}
