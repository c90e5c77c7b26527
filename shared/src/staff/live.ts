import { z } from "zod";
import { liveView } from "../api/live.ts";
import type { RequestRow } from "./request-api.ts";

/** Requests that wait for a second administrator; for those who may confirm them. */
export const rightsRequestsView = liveView<RequestRow>()("rightsRequests", z.strictObject({}), {
  what: "staff",
  list: true,
});
