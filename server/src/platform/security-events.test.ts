import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import { expect, test } from "vitest";
import { makeSecurityEvents } from "./security-events.ts";

test("a flood of one event is told at once, and then as a number", async () => {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: "warn" }, { write: (line) => void lines.push(JSON.parse(line)) });
  const events = makeSecurityEvents(log, 100);
  for (let round = 0; round < 500; round += 1) {
    events.note("webhook unsigned", "test.form", { address: `10.0.0.${round % 256}` });
  }
  events.note("webhook unsigned", "test.xml");
  expect(lines).toMatchObject([
    { event: "webhook unsigned", who: "test.form", address: "10.0.0.0" },
    { event: "webhook unsigned", who: "test.xml" },
  ]);
  await sleep(200);
  expect(lines.slice(2)).toMatchObject([{ who: "test.form", more: 499 }]);
  events.note("webhook unsigned", "test.form");
  expect(lines).toHaveLength(4);
});
