import { demoPermissions } from "./permissions.ts";
import { z } from "zod";
import { ROLES } from "../access/actor.ts";
import { endpoint } from "../api/endpoint.ts";
import { id } from "../api/fields.ts";

/** Entrances that lead somewhere only where a demo city is; elsewhere they refuse. */

const login = z.strictObject({
  login: z.string(),
  password: z.string(),
  role: z.enum(ROLES),
  /** The branch or hall that it works in; absent for the whole city. */
  place: z.strictObject({ zh: z.string(), en: z.string() }).optional(),
});
export type DemoLogin = z.output<typeof login>;

const readDemo = endpoint({
  name: "demo.read",
  method: "get",
  path: "/api/demo",
  permit: "public",
  summary:
    "Whether this is a demo city, whether its simulated residents are on, and who may sign in",
  answer: z.strictObject({
    demo: z.boolean(),
    simulator: z.boolean(),
    logins: z.array(login),
    halls: z.array(z.strictObject({ id, zh: z.string(), en: z.string() })),
  }),
  refusals: [],
});

const switchSimulator = endpoint({
  name: "demo.switch-simulator",
  method: "post",
  path: "/api/demo/simulator",
  permit: demoPermissions.switch,
  summary: "Simulated residents and counter staff: on or off",
  body: z.strictObject({ on: z.boolean() }),
  answer: z.strictObject({ demo: z.boolean(), simulator: z.boolean() }),
  refusals: ["no-demo-city"],
});

const hall = z.strictObject({ hall: id });

const enterKiosk = endpoint({
  name: "demo.enter-kiosk",
  method: "get",
  path: "/demo/kiosk/:hall",
  permit: "public",
  summary: "Makes this browser the demo's kiosk of a hall and goes to its page",
  params: hall,
  answer: z.null(),
  refusals: ["no-demo-city", "demo-hall-unknown"],
});

const enterTv = endpoint({
  name: "demo.enter-tv",
  method: "get",
  path: "/demo/tv/:hall",
  permit: "public",
  summary: "Makes this browser the demo's television of a hall and goes to its page",
  params: hall,
  answer: z.null(),
  refusals: ["no-demo-city", "demo-hall-unknown"],
});

export const demoEndpoints = { readDemo, switchSimulator, enterKiosk, enterTv };

export const demoRefusals = {
  "no-demo-city": 404,
  "demo-hall-unknown": 404,
  "no-demo-phone": 404,
  "no-demo-chat": 404,
} as const;
