import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import type { BoardRow } from "@warmline/shared/hall/live.ts";
import { EPOCH } from "@warmline/shared/kernel/time.ts";
import { clipsAhead, clipsOf } from "./voice.ts";

test.each([
  ["A032", 5, "zh", "qing letter-A digit-0 digit-3 digit-2 hao-dao counter-5"],
  ["Z910", 30, "zh", "qing letter-Z digit-9 digit-1 digit-0 hao-dao counter-30"],
  ["A032", 5, "en", "ticket letter-A digit-0 digit-3 digit-2 counter-5"],
  ["A032", 31, "zh", ""],
  ["甲032", 5, "zh", ""],
] as const)("%s at counter %i in %s", (label, counterNumber, language, clips) => {
  const ids = clipsOf({ label, counterNumber, language });
  expect(ids.map((id) => id.replace(`${language}/`, "")).join(" ")).toBe(clips);
});

test("there is a clip for every call that is spoken", () => {
  for (const language of ["zh", "en"] as const) {
    const there = readdirSync(new URL(`voice/${language}`, import.meta.url));
    for (const letter of "ABCDEFGHIJKLMNOPQRSTUVWXYZ") {
      for (let counterNumber = 1; counterNumber <= 30; counterNumber += 1) {
        const ids = clipsOf({ label: `${letter}0123456789`, counterNumber, language });
        expect(ids.length).toBeGreaterThan(12);
        const missing = ids.filter((id) => !there.includes(`${id.slice(3)}.ogg`));
        expect(missing).toEqual([]);
      }
    }
  }
});

const service: BoardRow = {
  id: "a",
  rev: 1,
  kind: "service",
  series: "A",
  nameZh: "缴费",
  nameEn: "Pay",
};
const counter: BoardRow = { id: "c", rev: 1, kind: "counter", number: 2, state: "open" };
const ticket = (language?: "en"): BoardRow => ({
  id: "t",
  rev: 1,
  kind: "ticket",
  label: "A001",
  serviceId: "a",
  state: "waiting",
  waitingSince: EPOCH,
  language,
});

test("English clips are fetched once somebody waits who is called in English", () => {
  const chinese = clipsAhead([service, counter, ticket()]);
  expect(chinese).toContain("zh/counter-2");
  expect([...chinese].some((id) => id.startsWith("en/"))).toBe(false);
  expect(clipsAhead([service, counter, ticket("en")])).toContain("en/counter-2");
});
