import { describe, expect, test } from "vitest";
import { STEP_KINDS } from "../catalogue/dunning-rule.ts";
import { DEFAULT_LADDER } from "../dunning/ladder.ts";
import { dunningStanding } from "../dunning/standing.ts";
import { whyNotDue } from "../dunning/due-for.ts";
import { event, grounds, openItem, stepTaken } from "../dunning/testing.ts";
import { fen } from "../kernel/money.ts";
import { RUN_STATES, type RunState } from "./model.ts";
import {
  isOutdated,
  mayDrop,
  mayPause,
  mayResume,
  maySend,
  mayStop,
  wordsByMessage,
} from "./rules.ts";

const RULES = { maySend, mayPause, mayResume, mayDrop, mayStop };
type Rule = keyof typeof RULES;
const NOT = "messages-not-";

describe("in which states a run may be steered", () => {
  const OF: Readonly<Record<Rule, readonly RunState[]>> = {
    maySend: ["previewed"],
    mayPause: ["previewing", "sending"],
    mayResume: [],
    mayDrop: ["previewing", "previewed"],
    mayStop: ["sending"],
  };
  const cells = Object.entries(OF).flatMap(([rule, states]) =>
    RUN_STATES.map((state) => [rule as Rule, state, states.includes(state)] as const),
  );
  test.each(cells)("%s of one that is %s: %s", (rule, state, may) => {
    expect(RULES[rule]({ state }).ok).toBe(may);
  });

  test.each([
    ["mayPause", "sending", `${NOT}under-way`],
    ["mayResume", "sending", "ok"],
    ["mayResume", "previewing", "ok"],
    ["mayResume", "previewed", `${NOT}paused`],
    ["mayStop", "sending", "ok"],
  ] as const)("%s of one that is %s and waits: %s", (rule, state, said) => {
    const found = RULES[rule]({ state, paused: true });
    expect(found.ok ? "ok" : found.code).toBe(said);
  });
});

test("nothing is sent by a preview that would write to nobody", () => {
  const may = maySend({ state: "previewed", preview: { messages: 0 } });
  expect(may).toMatchObject({ code: "messages-to-nobody" });
});

describe("which steps are taken by message", () => {
  test("of the program's ladder the reminder alone", () => {
    const written = STEP_KINDS.filter((kind) => wordsByMessage(DEFAULT_LADDER, kind).ok);
    expect(written).toEqual(["reminder"]);
  });

  test("never an order to shut a valve, whatever it says", () => {
    const words = { zh: "关阀", en: "Shut" };
    const order = { kind: "valve-order", fromFen: fen(1), fromDays: 1, waitDays: 0 } as const;
    const steps = [{ ...order, evidence: [], words }];
    expect(wordsByMessage({ steps }, "valve-order")).toMatchObject({ code: "step-not-by-message" });
  });
});

describe("when a preview is outdated", () => {
  const found = wordsByMessage(DEFAULT_LADDER, "reminder");
  const words = found.ok ? found.value : { zh: "", en: "" };
  const of = { day: "2026-01-10", step: "reminder", words } as const;
  const reminder = DEFAULT_LADDER.steps.find(({ kind }) => kind === "reminder")!;
  const signed = { steps: [{ ...reminder, evidence: ["receiver" as const] }] };
  test.each([
    ["on its last day", of, DEFAULT_LADDER, "2026-01-17", false],
    ["a day later", of, DEFAULT_LADDER, "2026-01-18", true],
    ["with other words", { ...of, words: { ...words, zh: "改" } }, DEFAULT_LADDER, of.day, true],
    ["by a ladder that asks for evidence", of, signed, of.day, true],
  ])("%s", (_, run, ladder, today, outdated) => {
    expect(isOutdated(run, ladder, today)).toBe(outdated);
  });
});

describe("why an account is not written to", () => {
  const due = { step: "reminder", amountFen: fen(267_500) } as const;
  const hold = event("2026-01-02", {
    kind: "hold",
    ground: "court",
    until: "2026-02-01",
    reason: "诉讼",
  });
  test.each([
    ["it is its turn", grounds(), "2026-01-10", null],
    ["nothing is overdue yet", grounds(), "2026-01-01", "paid"],
    ["nothing is open", grounds({ items: [] }), "2026-01-10", "paid"],
    ["held", grounds({ events: [hold] }), "2026-01-10", "court"],
    ["the hold is over", grounds({ events: [hold] }), "2026-02-02", null],
    ["cold", grounds({ derived: ["heat-case"] }), "2026-01-10", "heat-case"],
    [
      "reminded already",
      grounds({ events: [stepTaken("2026-01-05", "reminder")] }),
      "2026-01-10",
      "step-taken",
    ],
    [
      "part was paid",
      grounds({ items: [openItem({ openFen: fen(100_000) })] }),
      "2026-01-10",
      "amount-changed",
    ],
  ] as const)("%s", (_, of, today, why) => {
    expect(whyNotDue(dunningStanding(of, today), due)).toBe(why);
  });
});
