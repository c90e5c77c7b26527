import { describe } from "vitest";
import { jobsContract } from "../contract.ts";

const URL = process.env["WARMLINE_TEST_REDIS_URL"];

describe.skipIf(URL === undefined)("over Redis", () => {
  jobsContract("BullMQ", URL);
});
