import { addFen, ZERO_FEN, type Fen } from "@warmline/shared/kernel/money.ts";
import {
  readOpeningSheet,
  type OpeningSheet,
  type SheetHousehold,
} from "@warmline/shared/ledger/sheet/opening-sheet.ts";
import type { OpeningReport } from "@warmline/shared/ledger/answers.ts";
import type { OutputOf } from "@warmline/shared/api/endpoint.ts";
import { checkOpenings, openMany } from "@warmline/shared/ledger/api.ts";
import { call, newKey, type Answer } from "../call.ts";
import { t } from "../messages.svelte.ts";
import { decodeApart } from "./decode-apart.ts";
import { partsOf, rowOf, ruleFault, sheetFault, type ShownFault } from "./parts.ts";

/** empty → reading → checking → faults | ready → taking → done; `stopped` goes on with `take`. */
type Stage = "empty" | "reading" | "checking" | "faults" | "ready" | "taking" | "stopped" | "done";

export interface Totals {
  readonly households: number;
  readonly already: number;
  readonly owedFen: Fen;
  readonly prepaidFen: Fen;
}

type Checked = OutputOf<typeof checkOpenings.answer>;

const NOTHING: Totals = { households: 0, already: 0, owedFen: ZERO_FEN, prepaidFen: ZERO_FEN };

/** A sheet of balances on its way into the journal: checked whole first, then taken in parts. */
export class OpeningImport {
  stage = $state<Stage>("empty");
  /** Parts done, of all; of the check or of the taking. */
  done = $state(0);
  faults = $state.raw<readonly ShownFault[]>([]);
  totals = $state.raw<Totals>(NOTHING);
  refusal = $state<string | null>(null);
  /** Columns of the sheet that are not looked at. */
  others = $state.raw<readonly string[]>([]);
  /** The first households, so that a person sees whether they are the right ones. */
  sample = $state.raw<Checked["households"]>([]);
  parts = $state.raw<SheetHousehold[][]>([]);
  #key = newKey();
  /** Another sheet came in the meantime: what is under way is for nobody. */
  #turn = 0;
  #reading = new AbortController();

  /** What is under way; null: its person may go on. */
  get busy(): "reading" | "checking" | "taking" | null {
    const { stage } = this;
    return stage === "reading" || stage === "checking" || stage === "taking" ? stage : null;
  }

  reset(): void {
    this.#turn += 1;
    this.#reading.abort();
    this.stage = "empty";
    this.done = 0;
    this.faults = [];
    this.totals = NOTHING;
    this.refusal = null;
    this.sample = [];
    this.others = [];
    this.parts = [];
    this.#key = newKey();
  }

  /**
   * The text of a file; null when it cannot be known what it says, which is then a fault, or when
   * another sheet came in the meantime.
   */
  async read(file: Blob): Promise<string | null> {
    this.reset();
    const { signal } = (this.#reading = new AbortController());
    this.stage = "reading";
    const decoded = await decodeApart(file, signal);
    if (signal.aborted) return null;
    if (decoded === null) this.refusal = t("console.opening.not-read");
    this.faults = decoded?.faults?.map(sheetFault) ?? [];
    this.stage = this.faults.length > 0 ? "faults" : "empty";
    return decoded?.text ?? null;
  }

  /** Nobody waits for the file any more. */
  stopReading(): void {
    this.#reading.abort();
  }

  async check(text: string): Promise<void> {
    this.reset();
    const sheet: OpeningSheet = readOpeningSheet(text);
    this.others = sheet.others;
    this.faults = sheet.faults.map(sheetFault);
    this.parts = partsOf(sheet.households);
    this.stage = "checking";
    const whole = await this.#each((part) =>
      call(checkOpenings, { body: { rows: part.map(rowOf) } }),
    );
    if (whole === null) return;
    this.faults = this.faults.toSorted((one, two) => one.line - two.line);
    if (!whole) this.stage = "empty";
    else this.stage = this.faults.length > 0 ? "faults" : "ready";
  }

  /** Also goes on after an interruption: what was taken is not taken twice. */
  async take(reason: string): Promise<void> {
    this.totals = NOTHING;
    this.done = 0;
    this.stage = "taking";
    const whole = await this.#each((part, place) =>
      call(openMany, {
        body: { rows: part.map(rowOf), reason },
        key: `${this.#key}-${place}`,
      }),
    );
    if (whole === null) return;
    this.stage = whole && this.faults.length === 0 ? "done" : "stopped";
  }

  /** Part by part; false when the server refused one, null when it is for nobody any more. */
  async #each(
    ask: (
      part: readonly SheetHousehold[],
      place: number,
    ) => Promise<Answer<Checked | OpeningReport>>,
  ): Promise<boolean | null> {
    const turn = this.#turn;
    this.refusal = null;
    for (const [place, part] of this.parts.entries()) {
      const answer = await ask(part, place);
      if (turn !== this.#turn) return null;
      if (!answer.ok) {
        this.refusal = answer.message;
        return false;
      }
      this.#add(part, answer.value);
      // While checking all faults are wanted; while taking the first one is one too many.
      if (this.stage === "taking" && this.faults.length > 0) return true;
      this.done = place + 1;
    }
    return true;
  }

  #add(part: readonly SheetHousehold[], report: Checked | OpeningReport): void {
    const { already, owedFen, prepaidFen, faults } = report;
    const [shown, count] =
      "taken" in report ? [[], report.taken] : [report.households, report.households.length];
    const before = this.totals;
    if (faults.length > 0) {
      const byNumber = new Map(part.map((one) => [one.number, one]));
      const named = faults.flatMap((fault) => {
        const household = byNumber.get(fault.number);
        return household ? [ruleFault(fault, household)] : [];
      });
      this.faults = [...this.faults, ...named];
      if (this.stage === "taking") return;
    }
    this.sample = this.sample.length > 0 ? this.sample : shown.slice(0, 10);
    this.totals = {
      households: before.households + count,
      already: before.already + already,
      owedFen: addFen(before.owedFen, owedFen),
      prepaidFen: addFen(before.prepaidFen, prepaidFen),
    };
  }
}
