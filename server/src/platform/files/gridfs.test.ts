import { describe, test } from "vitest";
import { fileStoreContract } from "./contract.ts";
import { openGridFsFiles } from "./gridfs.ts";

const url = process.env["WARMLINE_TEST_MONGO_URL"];

if (url === undefined) {
  describe("file store: GridFS", () => {
    test.skip("needs WARMLINE_TEST_MONGO_URL", () => {});
  });
} else {
  fileStoreContract("GridFS", () => openGridFsFiles({ url, database: "warmline-test-files" }));
}
