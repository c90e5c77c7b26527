import { z } from "zod";
import { acdPermissions } from "../acd/permissions.ts";
import { endpoint } from "../api/endpoint.ts";
import { id, line } from "../api/fields.ts";
import { heard } from "./phone-api.ts";

/** An agent's headset to try with: what is said is typed, and the simulated carrier carries it. */

const deskCall = z.strictObject({
  id: z.string(),
  /** Out of the talk: hung up, led out of it, or not let in. */
  over: z.boolean(),
  heard: z.array(heard).readonly(),
});
export type DeskCall = z.output<typeof deskCall>;

const common = { method: "post", permit: acdPermissions.serve, key: false } as const;

const connectDesk = endpoint({
  ...common,
  name: "demo.connect-desk",
  path: "/api/demo/desk/calls",
  summary: "The agent's headset connects to a call of theirs",
  body: z.strictObject({ callId: id }),
  answer: deskCall,
  refusals: ["no-demo-phone"],
});

const deskEvent = endpoint({
  ...common,
  name: "demo.desk-event",
  path: "/api/demo/desk/calls/:id",
  summary: "What the agent does with the headset, or nothing: answers what was said by now",
  params: z.strictObject({ id }),
  body: z.strictObject({
    event: z.enum(["said", "mute", "unmute", "listen", "hang-up"]),
    text: line(200).optional(),
  }),
  answer: deskCall,
  refusals: ["no-demo-phone", "not-found"],
});
export type DeskEvent = z.output<NonNullable<typeof deskEvent.body>>;

export const deskEndpoints = { connectDesk, deskEvent };
