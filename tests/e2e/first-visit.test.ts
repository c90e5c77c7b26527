import { afterAll, beforeAll, expect, test } from "vitest";
import { openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

test.each([
  ["/kiosk/", /src="([^"]+[/]assets[/][^"]+[.]js)"/],
  ["/sign-in", /href="([^"]+[.]js)"/],
])("code of %s comes compressed and is kept for good", async (path, pattern) => {
  const page = await (await fetch(stage.city.url + path)).text();
  const [, script = ""] = pattern.exec(page) ?? [];
  const answer = await fetch(stage.city.url + script, {
    headers: { "accept-encoding": "br, gzip" },
  });
  expect(answer.headers.get("content-encoding")).toBe("br");
  expect(answer.headers.get("cache-control")).toContain("immutable");
});

test("a kiosk's page is asked for anew, and stands where its service worker keeps it", async () => {
  const answer = await fetch(`${stage.city.url}/kiosk?lang=en`);
  expect(answer.url).toBe(`${stage.city.url}/kiosk/?lang=en`);
  expect(answer.headers.get("cache-control")).toBe("no-cache");
});
