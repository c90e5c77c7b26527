import { z } from "zod";
import { liveView } from "../api/live.ts";
import type { RequestRow } from "./api.ts";

/** 审批: what waits for the person who looks, and what they asked for that is not settled. */
export const requestsView = liveView<RequestRow>()("requests", z.strictObject({}), {
  what: "request",
  list: true,
});
