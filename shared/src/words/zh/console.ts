import { frame } from "./console-frame.ts";
import { cases } from "./console-cases.ts";
import { households } from "./console-households.ts";
import { hall } from "./console-hall.ts";
import { office } from "./console-office.ts";
import { finance } from "./console-finance.ts";
import { commands } from "./console-commands.ts";

/** The console's own words, by the room in which they are seen; the domains' words are elsewhere. */
export const console = {
  ...frame,
  ...cases,
  ...households,
  ...hall,
  ...office,
  ...finance,
  ...commands,
} as const;
