import { parentPort } from "node:worker_threads";
import type { CleanAnswer, CleanQuestion } from "./clean-apart.ts";
import { cleanFile } from "./clean.ts";

/** Files are taken apart here, byte by byte, while requests go on being answered elsewhere. */
parentPort?.on("message", async ({ id, content }: CleanQuestion) => {
  let answer: CleanAnswer;
  try {
    answer = { id, cleaned: await cleanFile(content) };
  } catch (error) {
    answer = { id, failed: String(error) };
  }
  parentPort?.postMessage(answer);
});
