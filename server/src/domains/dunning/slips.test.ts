import { assert, constantFrom, integer, property } from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { printedCode } from "@warmline/shared/dunning/slip.ts";
import { households } from "@warmline/shared/households/model.ts";
import { readConfig, type Config } from "../../config.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { onEachEngine } from "../ledger/each-engine/testing.ts";
import { caller, done } from "../ledger/testing.ts";
import { codeOf, people } from "../requests/fixture.ts";
import { openDunningRoom } from "./fixture.ts";
import { newSlip, slipCode, slipIdOf } from "./slip-code.ts";
import { checkSlip, issueSlip } from "./slips.ts";

// 催缴单据: what is ours is known as ours by anybody, also once it is settled; all else is not.

const SECRET = "a secret of the heating utility".replaceAll(" ", "-");
const settings = (over: Record<string, string> = {}): Config =>
  readConfig({ SLIP_SECRET: SECRET, PUBLIC_URL: "https://warm.example", ...over });

onEachEngine("slips on %s", (engine) => {
  let room: Awaited<ReturnType<typeof openDunningRoom>>;
  beforeEach(async () => {
    room = await openDunningRoom(engine);
  });
  afterEach(() => room.close());

  const issue = (config: Config, id = "h0") =>
    runCommand(room.deps, caller(people.cashier), issueSlip(config), { id, step: "notice" });
  const check = (code: string, config = settings()) =>
    checkSlip({ store: room.deps.store, config }, code);

  test("a notice is known by its code, without a name, open until it is paid", async () => {
    const input = { id: "h0", step: "notice" } as const;
    const { code, link } = await done(
      room.deps,
      caller(people.cashier),
      issueSlip(settings()),
      input,
    );
    expect(link).toBe(`https://warm.example/check/${code}`);
    const told = {
      step: "notice",
      issuedAt: room.clock.at,
      office: { name: "西城大厅", nameEn: "Xicheng hall" },
      maskedHolder: "张*",
      open: true,
    };
    expect(await check(code)).toMatchObject({ ok: true, value: told });
    // As it is printed, and as somebody types it.
    expect(await check(printedCode(code).toLowerCase())).toMatchObject({ value: told });
    const answer = await check(code);
    const { name, number } = (await room.deps.store.get(households, "h0"))!;
    for (const secret of [name, number, "2674", "267470"]) {
      expect(JSON.stringify(answer)).not.toContain(secret);
    }
    await room.paid(2_674.7);
    expect(await check(code)).toMatchObject({ value: { ...told, open: false } });
  });

  test("refusals, in their order", async () => {
    const unsigned = settings({ SLIP_SECRET: "" });
    expect(codeOf(await issue(unsigned, "h9"))).toBe("not-found");
    expect(codeOf(await issue(unsigned, "h1"))).toBe("slips-not-set-up");
    expect(codeOf(await issue(settings(), "h1"))).toBe("nothing-overdue");
    // Signed by us, but no slip has it; and one of a place that signs nothing.
    const never = slipCode(settings(), newSlip(settings()) ?? "");
    expect(await check(never)).toMatchObject({ code: "slip-not-ours" });
    const issued = await issue(settings());
    const code = issued.ok ? issued.value.code : "";
    expect(codeOf(await check(code))).toBe("ok");
    expect(await check(code, unsigned)).toMatchObject({ code: "slip-not-ours" });
    const exchanged = settings({ SLIP_SECRET: `another-secret-of-theirs,${SECRET}` });
    expect(codeOf(await check(code, exchanged))).toBe("ok");
    const forgotten = settings({ SLIP_SECRET: "another-secret-of-theirs" });
    expect(await check(code, forgotten)).toMatchObject({ code: "slip-not-ours" });
  });
});

test("a code with any one letter changed is not ours", () => {
  const config = settings();
  const letters = "ACDEFGHJKMNPQRTWXY34679".split("");
  const one = property(integer({ min: 0, max: 19 }), constantFrom(...letters), (at, letter) => {
    const id = newSlip(config) ?? "";
    const code = slipCode(config, id);
    const forged = code.slice(0, at) + letter + code.slice(at + 1);
    expect(slipIdOf(config, code)).toBe(id);
    expect(slipIdOf(config, forged)).toBe(letter === code[at] ? id : null);
  });
  expect(() => assert(one, { numRuns: 300, seed: 5 })).not.toThrow();
});

test.each([
  ["without a secret no id is made", () => newSlip(settings({ SLIP_SECRET: "" }))],
  ["nor is a code read that is too short", () => slipIdOf(settings(), "ACDE")],
  ["or has letters that no code has", () => slipIdOf(settings(), "O0I1".repeat(5))],
])("%s", (_, made) => {
  expect(made()).toBeNull();
});
