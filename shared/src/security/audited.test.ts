import { expect, test } from "vitest";
import { auditedKind } from "./audited.ts";

test.each([
  ["staff.lock-log-in", "public", undefined, "locked-out"],
  ["staff.refuse-password", "staff", undefined, "password-refused"],
  ["staff.reset-password", "staff", undefined, "password-reset"],
  ["staff.reset-password", "system", undefined, "break-glass"],
  ["staff.create", "staff", ["roles"], "rights-changed"],
  ["staff.change", "staff", ["roles"], "rights-changed"],
  ["staff.deactivate", "staff", ["active"], "rights-changed"],
  ["requests.approve", "staff", ["roles"], "rights-changed"],
  ["staff.break-glass", "system", ["roles"], "break-glass"],
  ["staff.change", "staff", undefined, null],
  ["requests.approve", "staff", undefined, null],
  ["staff.sign-in", "staff", undefined, null],
  ["cases.file", "staff", undefined, null],
])("%s by %s, with changes %j: %s", (command, actorKind, changes, kind) => {
  const record = { command, actorKind, ...(changes === undefined ? {} : { changes }) };
  expect(auditedKind(record)).toBe(kind);
});
