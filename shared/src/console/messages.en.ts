import { frame } from "./frame.en.ts";
import { cases } from "./cases.en.ts";
import { households } from "./households.en.ts";
import { hall } from "./hall.en.ts";
import { office } from "./office.en.ts";
import { finance } from "./finance.en.ts";
import { commands } from "./commands.en.ts";

/**
 * The console's own description, by the room in which they are seen; the domains' words are
 * elsewhere.
 */
export const console = {
  ...frame,
  ...cases,
  ...households,
  ...hall,
  ...office,
  ...finance,
  ...commands,
} as const;
