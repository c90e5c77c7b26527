import { untrack } from "svelte";
import type { Draft } from "@warmline/shared/client/drafts.svelte.ts";
import type { InputOf } from "@warmline/shared/api/endpoint.ts";
import { askedFen } from "@warmline/shared/ledger/account.ts";
import { subtractFen, totalFen, type Fen } from "@warmline/shared/kernel/money.ts";
import { readDebt } from "@warmline/shared/ledger/api.ts";
import { debtBySeason, writtenOffOf, type Debt } from "@warmline/shared/ledger/debt.ts";
import { PAYMENT_METHODS, type PaymentMethod } from "@warmline/shared/ledger/lines.ts";
import { pay } from "@warmline/shared/ledger/payment-api.ts";
import { call, isOpen, type Refused } from "../call.ts";
import { drafts } from "../drafts.ts";
import { typedNumber } from "../typed-number.ts";
import { PAID, typedYuan } from "./amount.ts";
import { PartPreviews, WRITTEN_OFF } from "./part-preview.svelte.ts";
import { posTerminal, rememberPosTerminal } from "./pos-terminal.ts";

type Sent = InputOf<NonNullable<(typeof pay)["body"]>>;

/** What of the payment is for one household, as it is typed. */
export interface PartFields {
  readonly accountId: string;
  /** Of one that was added: name and number. */
  readonly label: string;
  readonly seasons: readonly { readonly season: string; readonly owedFen: Fen }[];
  /** 已核销坏账: may be paid before all that is owed. */
  readonly writtenOffFen: Fen;
  typed: string;
  season: string;
}

interface Fields {
  parts: PartFields[];
  /** Pays what the others leave. */
  method: PaymentMethod;
  others: { method: PaymentMethod; typed: string }[];
  /** Cash handed over, where it is counted into the dialog. */
  given: string;
  terminal: string;
  slip: string;
  /** Of what came by bank: its day, where that is not today. */
  valueDate: string;
  payer: string;
}

/** A payment being taken: typed, previewed as the server would allocate it, then posted once. */
export class Payment {
  readonly draft: Draft<Fields>;
  readonly previews = new PartPreviews();
  refusal = $state.raw<Refused | null>(null);
  busy = $state(false);
  /** While it is not known what came of it, nothing but the same may be sent. */
  readonly fixed = $derived(this.busy || isOpen(this.refusal));
  /** Counts refusals: what was shown before one may be old. */
  #refused = $state(0);

  constructor(accountId: string, debt: Debt) {
    this.draft = drafts.begin<Fields>(pay.name, accountId, {
      parts: [partOf(accountId, "", debt)],
      method: "cash",
      others: [],
      given: "",
      terminal: posTerminal(),
      slip: "",
      valueDate: "",
      payer: "",
    });
  }

  get fields(): Fields {
    return this.draft.fields;
  }

  /** Of all households; null while one of them is no amount. */
  get amountFen(): Fen | null {
    return sumOf(this.fields.parts);
  }

  /** What is paid in the first way; null while that is not known, or would be nothing. */
  get restFen(): Fen | null {
    const [amountFen, othersFen] = [this.amountFen, sumOf(this.fields.others)];
    if (amountFen === null || othersFen === null) return null;
    const rest = subtractFen(amountFen, othersFen);
    return rest > 0 ? rest : null;
  }

  get cashFen(): Fen | null {
    const { method, others } = this.fields;
    if (method === "cash") return this.restFen;
    const typed = others.find((one) => one.method === "cash")?.typed;
    return typed === undefined ? null : typedNumber(typed, PAID);
  }

  /** Whether some of it comes by a terminal or a bank, which has a serial for it. */
  get hasSlip(): boolean {
    return this.fields.method !== "cash" || this.fields.others.some((one) => one.method !== "cash");
  }

  /** Whether all of it comes by bank, which has a value date for it. */
  get byBank(): boolean {
    return this.fields.method === "bank" && this.fields.others.length === 0;
  }

  /** What is given back; null where nothing was counted, or too little was given. */
  get changeFen(): Fen | null {
    const [cashFen, given] = [this.cashFen, typedNumber(this.fields.given, PAID)];
    return cashFen === null || given === null || given < cashFen
      ? null
      : subtractFen(given, cashFen);
  }

  get ready(): boolean {
    const counted = this.cashFen === null || this.fields.given === "" || this.changeFen !== null;
    const slip = !this.hasSlip || this.fields.slip === "" || this.fields.terminal.trim() !== "";
    return this.restFen !== null && counted && slip && this.#shown;
  }

  get #shown(): boolean {
    return this.fields.parts.every((part) => this.previews.of(part.accountId) !== null);
  }

  /** Why it was not taken, or else why the preview of one of its households is missing. */
  get barred(): Refused | null {
    const previews = this.fields.parts.map((part) => this.previews.refusalOf(part.accountId));
    return this.refusal ?? previews.find((one) => one !== null) ?? null;
  }

  /** Keeps a household's preview in step with what is typed and with its newest entry. */
  watchPreview(part: () => PartFields, seq: () => number): void {
    $effect(() => {
      const { accountId, typed, season } = part();
      void seq();
      void this.#refused;
      // What was sent is shown as it was sent.
      if (this.fixed) return undefined;
      const amountFen = typedNumber(typed, PAID);
      return untrack(() => this.previews.ask({ accountId, amountFen, season }));
    });
  }

  /** Another household in the same payment: all that it owes, until somebody types otherwise. */
  async add(accountId: string, label: string): Promise<void> {
    if (this.fields.parts.some((part) => part.accountId === accountId)) return;
    const answer = await call(readDebt, { params: { id: accountId } });
    this.refusal = answer.ok ? null : answer;
    if (answer.ok) this.fields.parts.push(partOf(accountId, label, answer.value));
  }

  /** Methods that are not used yet. */
  get unused(): PaymentMethod[] {
    const { method, others } = this.fields;
    const used = new Set([method, ...others.map((one) => one.method)]);
    return PAYMENT_METHODS.filter((one) => !used.has(one));
  }

  /** Answers the number of the receipt, or null when it was refused. */
  async post(): Promise<string | null> {
    const body = this.#body();
    if (body === null || this.busy) return null;
    this.busy = true;
    const answer = await this.draft.send(() => call(pay, { body }));
    this.busy = false;
    this.refusal = answer.ok ? null : answer;
    if (!answer.ok) {
      this.#refused += 1;
      return null;
    }
    if (body.channel !== undefined) rememberPosTerminal(body.channel.merchant);
    return answer.value.paymentId;
  }

  #body(): Sent | null {
    const { parts, method, others, given, terminal, slip, valueDate, payer } = this.fields;
    const { restFen } = this;
    if (restFen === null || !this.ready) return null;
    const givenFen = given === "" ? null : typedNumber(given, PAID);
    const tenders = [
      { method, amountFen: restFen },
      ...others.map((one) => ({ method: one.method, amountFen: typedNumber(one.typed, PAID)! })),
    ];
    return {
      parts: parts.map(({ accountId, typed, season }) => ({
        accountId,
        amountFen: typedNumber(typed, PAID)!,
        ...firstOf(season),
        seenSeq: this.previews.of(accountId)!.seq,
      })),
      tenders: tenders.map((one) =>
        one.method === "cash" && givenFen !== null ? { ...one, givenFen } : one,
      ),
      ...(payer.trim() === "" ? {} : { payer: payer.trim() }),
      ...(this.byBank && valueDate !== "" ? { effectiveOn: valueDate } : {}),
      ...(this.hasSlip && slip.trim() !== ""
        ? { channel: { merchant: terminal.trim(), serial: slip.trim() } }
        : {}),
    };
  }
}

function partOf(accountId: string, label: string, debt: Debt): PartFields {
  const seasons = [...debtBySeason(debt)].map(([season, owedFen]) => ({ season, owedFen }));
  const asked = askedFen(debt);
  const typed = asked > 0 ? typedYuan(asked) : "";
  const writtenOffFen = writtenOffOf(debt);
  return { accountId, label, seasons, writtenOffFen, typed, season: "" };
}

/** What is paid before all else. */
function firstOf(season: string): Pick<Sent["parts"][number], "season" | "writtenOff"> {
  if (season === WRITTEN_OFF) return { writtenOff: true };
  return season === "" ? {} : { season };
}

function sumOf(typed: readonly { readonly typed: string }[]): Fen | null {
  const amounts = typed.map((one) => typedNumber(one.typed, PAID));
  return amounts.includes(null) ? null : totalFen(amounts as Fen[]);
}
