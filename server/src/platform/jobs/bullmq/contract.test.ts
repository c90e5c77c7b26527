import { describe, test } from "vitest";
import { jobsContract } from "../contract.ts";

const URL = process.env["WARMLINE_TEST_REDIS_URL"];

if (URL === undefined) {
  describe("BullMQ", () => test.skip("needs WARMLINE_TEST_REDIS_URL", () => undefined));
} else {
  jobsContract("BullMQ", URL);
}
