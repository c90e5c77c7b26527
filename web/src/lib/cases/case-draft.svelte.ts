import type { CaseCategory, Urgency } from "@warmline/shared/cases/categories.ts";
import type { CaseRow } from "@warmline/shared/cases/live.ts";
import type { ContactKind } from "@warmline/shared/cases/model.ts";
import { fileCase } from "@warmline/shared/cases/api.ts";
import { earlierCases } from "@warmline/shared/cases/lists-api.ts";
import { type Draft, NEW } from "@warmline/shared/client/drafts.svelte.ts";
import { call, isOpen, type Answer, type Refused } from "../call.ts";
import { drafts } from "../drafts.ts";
import type { Found } from "../households/household-search.svelte.ts";

export const TYPED_SOURCES = ["phone", "counter", "console"] as const;
type TypedSource = (typeof TYPED_SOURCES)[number];

const ASK_AFTER_MS = 250;

/** What of a contact is known without anybody typing it. */
interface Given {
  readonly name: string;
  readonly phone: string;
}
const NOBODY: Given = { name: "", phone: "" };

interface CaseFields {
  source: TypedSource;
  contactKind: ContactKind;
  householdId: string | null;
  /** What stands where a household is looked for. */
  looked: string;
  name: string;
  phone: string;
  /** What of name and phone the household gave: with another household it goes. */
  given: Given;
  category: CaseCategory;
  urgency: Urgency;
  description: string;
  files: readonly { readonly fileId: string; readonly name: string }[];
  /** A case of its own, although an open one looks alike. */
  separate: boolean;
  /** It has another cause than the incident that the household lies in. */
  keptApart: boolean;
}

/** From a household's page a draft of its own; which household is filed with is chosen later. */
const recordOf = (householdId: string | null) =>
  householdId === null ? NEW : `${NEW}/${householdId}`;

export interface CaseOrigin {
  readonly householdId: string | null;
  /** 会话: out of which it is filed; null: out of none. */
  readonly chatId: string | null;
}

/** A report as it is typed in, and the cases to which it may belong. */
export class CaseDraft {
  readonly kept: Draft<CaseFields>;
  earlier = $state.raw<readonly CaseRow[]>([]);
  matchId = $state<string | null>(null);
  busy = $state(false);
  refusal = $state.raw<Refused | null>(null);
  /** While it is not known what came of it, nothing but the same may be sent. */
  readonly fixed = $derived(this.busy || isOpen(this.refusal));

  readonly #chatId: string | null;

  constructor({ householdId, chatId }: CaseOrigin) {
    this.#chatId = chatId;
    this.kept = drafts.begin<CaseFields>(fileCase.name, recordOf(householdId), {
      source: "phone",
      contactKind: "resident",
      householdId,
      looked: "",
      name: "",
      phone: "",
      given: NOBODY,
      category: "not-warm",
      urgency: "normal",
      description: "",
      files: [],
      separate: false,
      keptApart: false,
    });
  }

  get fields(): CaseFields {
    return this.kept.fields;
  }

  /** Typed where a household is looked for, and none was chosen: it belongs to no field yet. */
  get loose(): string {
    return this.fields.householdId === null ? this.fields.looked.trim() : "";
  }

  /** Its name and phone are filled in, and leave with it; what a person typed stays. */
  choose(household: Found | null): void {
    const { fields } = this;
    const given = { name: household?.name ?? "", phone: household?.phone ?? "" };
    if (fields.contactKind === "resident") this.#exchange(fields.given, given);
    fields.given = given;
    fields.householdId = household?.id ?? null;
    fields.keptApart = false;
  }

  /** Whoever forwards a report is somebody else than the household that it is about. */
  reportedBy(kind: ContactKind): void {
    const { fields } = this;
    const before = fields.contactKind === "resident" ? fields.given : NOBODY;
    this.#exchange(before, kind === "resident" ? fields.given : NOBODY);
    fields.contactKind = kind;
  }

  #exchange(before: Given, after: Given): void {
    const { fields } = this;
    if (fields.name === before.name) fields.name = after.name;
    if (fields.phone === before.phone) fields.phone = after.phone;
  }

  /** What was looked for is part of what was reported, or was not meant. */
  settleLoose(how: "describe" | "drop"): void {
    const { fields, loose } = this;
    if (how === "describe") {
      fields.description = [fields.description.trim(), loose].filter(Boolean).join("\n");
    }
    fields.looked = "";
  }

  /** Keeps the earlier cases in step with what is typed, while the page lives. */
  watchEarlier(): void {
    $effect(() => {
      const { householdId, phone, category, contactKind } = this.fields;
      const digits = phone.replace(/\D/g, "");
      const query = {
        category,
        contactKind,
        ...(householdId === null ? {} : { householdId }),
        ...(digits.length < 7 ? {} : { phone }),
      };
      const stop = new AbortController();
      if (householdId === null && digits.length < 7) this.#found([], null);
      else setTimeout(() => void this.#ask(query, stop.signal), ASK_AFTER_MS);
      return () => stop.abort();
    });
  }

  async file(): Promise<{ id: string; number: string; outcome: string } | null> {
    this.busy = true;
    const answer = await this.kept.send(() => this.#send());
    this.busy = false;
    this.refusal = answer.ok ? null : answer;
    return answer.ok ? answer.value : null;
  }

  #send(): Promise<Answer<{ id: string; number: string; outcome: string }>> {
    const { fields } = this;
    const name = fields.name.trim();
    const phone = fields.phone.trim();
    const kind = fields.contactKind === "resident" ? {} : { kind: fields.contactKind };
    return call(fileCase, {
      body: {
        source: fields.source,
        ...(this.#chatId === null ? {} : { conversationId: this.#chatId }),
        contact: { ...kind, ...(name === "" ? {} : { name }), ...(phone === "" ? {} : { phone }) },
        ...(fields.householdId === null ? {} : { householdId: fields.householdId }),
        category: fields.category,
        urgency: fields.urgency,
        description: fields.description,
        fileIds: fields.files.map(({ fileId }) => fileId),
        separate: this.matchId !== null && fields.separate,
        keptApart: fields.keptApart,
      },
    });
  }

  async #ask(query: { category: CaseCategory }, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const answer = await call(earlierCases, { body: query, signal });
    if (answer.ok && !signal.aborted) this.#found(answer.value.cases, answer.value.matchId);
  }

  #found(cases: readonly CaseRow[], matchId: string | null): void {
    this.earlier = cases;
    if (matchId !== this.matchId && this.matchId !== null) this.fields.separate = false;
    this.matchId = matchId;
  }
}
