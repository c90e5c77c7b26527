import { z } from "zod";
import { endpoint } from "./endpoint.ts";
import { manifest } from "./manifest.ts";

/** For whoever watches over the process: it answers only when the store does. */
export const readHealth = endpoint({
  name: "health.read",
  method: "get",
  path: "/api/health",
  permit: "public",
  rate: "free",
  summary: "Whether the server and its store answer, and how far the log and its followers are",
  answer: z.strictObject({
    position: z.int().min(0),
    /** What follows the log, and the commit that it cannot get past. */
    followers: z.array(
      z.strictObject({
        name: z.string(),
        position: z.int().min(0),
        failing: z.strictObject({ position: z.int(), times: z.int() }).nullable(),
      }),
    ),
  }),
  refusals: [],
});

export const healthManifest = manifest("health", { endpoints: [{ readHealth }] });
