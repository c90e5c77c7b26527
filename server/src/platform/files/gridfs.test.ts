import { describe } from "vitest";
import { fileStoreContract } from "./contract.ts";
import { openGridFsFiles } from "./gridfs.ts";

const URL = process.env["WARMLINE_TEST_MONGO_URL"];

describe.skipIf(URL === undefined)("on MongoDB", () => {
  const database = "warmline-test-files";
  fileStoreContract("GridFS", () => openGridFsFiles({ url: URL ?? "", database }));
});
