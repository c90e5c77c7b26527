import type { FileCase, Intent } from "@warmline/bots/core/event.ts";
import type { Skill } from "@warmline/shared/acd/model.ts";
import { CATEGORIES } from "@warmline/shared/cases/categories.ts";
import { joinIncident } from "@warmline/shared/cases/incident.ts";
import { cases, type Case } from "@warmline/shared/cases/model.ts";
import { sourceIdOf, type ConversationChannel } from "@warmline/shared/conversations/model.ts";
import { takesIn } from "@warmline/shared/incidents/joining.ts";
import { incidents, type Incident } from "@warmline/shared/incidents/model.ts";
import { assert } from "@warmline/shared/kernel/assert.ts";
import { mapOk, type Result } from "@warmline/shared/kernel/result.ts";
import { formatMessage, type Language } from "@warmline/shared/messages/index.ts";
import { bodyOf, insert, replace, type Write } from "@warmline/shared/store/write.ts";
import type { Decision, Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { decideReport, loadReport, type FileCaseInput, type FiledCase } from "../cases/index.ts";

/** Of which turn of which conversation: with the channel it is the report's own id. */
export interface Origin {
  readonly channel: ConversationChannel;
  readonly conversationId: string;
  readonly turnId: string;
  /** 会话窗 of whoever writes. */
  readonly chatId?: string | undefined;
  readonly language: Language;
  /** E.164. */
  readonly phone: string | undefined;
}

type Filing = Extract<Intent, { readonly kind: "file-case" | "callback" }>;
type Loaded = Awaited<ReturnType<typeof loadReport>> extends Result<infer S, string> ? S : never;

/** A case that a turn files, read and ready to be decided. */
export interface LoadedFiling {
  readonly report: Loaded;
  /** Null: of none, or it is over. */
  readonly incident: Incident | null;
}

/** 受理 as at every other door. Refusals: those of `loadReport`. */
export async function loadFiling(reads: Reads, intent: Filing, origin: Origin, moment: Moment) {
  const joins = intent.kind === "file-case" ? intent.joins : undefined;
  const incident = joins === undefined ? null : await reads.get(incidents, joins);
  const loaded = await loadReport(reads, inputOf(intent, origin), moment);
  return mapOk(loaded, (report): LoadedFiling => {
    return { report, incident: incident !== null && takesIn(incident) ? incident : null };
  });
}

function inputOf(
  intent: Filing,
  { channel, conversationId, turnId, phone, chatId }: Origin,
): FileCaseInput {
  const from = { source: channel, sourceId: sourceIdOf(conversationId, turnId) } as const;
  // What becomes of the case can be told there.
  const writer = chatId === undefined ? {} : { externalId: chatId };
  const contact = { ...writer, ...(phone === undefined ? {} : { phone }) };
  return intent.kind === "file-case"
    ? { ...from, contact, ...faultOf(intent) }
    : {
        ...from,
        contact: { ...writer, ...(intent.phone === undefined ? {} : { phone: intent.phone }) },
        // A number that was only typed says nothing about a household.
        householdId: intent.phone === phone ? intent.householdId : undefined,
        category: "callback",
        urgency: "normal",
        description: callbackWords(intent.skill),
      };
}

function faultOf({ category, severe, householdId, proven, description }: FileCase) {
  const urgency = CATEGORIES[category].reported[severe ? "severe" : "usual"];
  return { category, urgency, householdId, proven, description };
}

function callbackWords(skill: Skill): string {
  return formatMessage("zh", `conversations.callback-${skill}`);
}

/** The case with its writes; whoever wants to be told of an incident has joined it by then. */
export function decideFiling(
  { report, incident }: LoadedFiling,
  moment: Moment,
): Decision<FiledCase> {
  const decided = decideReport(report, moment);
  assert(decided.ok, "a conversation brings no files");
  const { writes } = decided.value;
  if (incident === null) return decided.value;
  return { ...decided.value, writes: writes.map((write) => joined(write, incident, moment)) };
}

function joined(write: Write, incident: Incident, moment: Moment): Write {
  if (write.collection.name !== cases.name) return write;
  const before = { ...bodyOf(write), rev: write.readRev } as unknown as Case;
  const next = joinIncident(before, moment, incident);
  if (!next.ok) return write;
  return write.readRev === 0 ? insert(cases, next.value) : replace(cases, before, next.value);
}
