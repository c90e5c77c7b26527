import type { badDebt as zh } from "./messages.zh.ts";

export const badDebt: Readonly<Record<keyof typeof zh, string>> = {
  "console.write-off": "Write-off",
  "console.write-off.about":
    "What cannot be collected of past seasons goes from receivable to bad debt, late fees included, and is not counted as owed any more; the household's page keeps it. Finance has to approve it, a large one with the decision on paper; the reversal of its entry takes it back.",
  "console.write-off.seasons": "Seasons to be written off",
  "console.write-off.ground": "Ground",
  "console.write-off.ground.choose": "Choose a ground",
  "console.write-off.evidence": "Number of the proof or decision",
  "console.debt.written-off": "Written off",
  "console.pay.returned": "Of it written-off debt",
};
