import { z } from "zod";
import { instant } from "../api/fields.ts";

/** What every report says of itself. */
export const standing = {
  /** The newest commit of the log that it counts. */
  position: z.int().min(0),
  /** How many commits there are that it does not count yet. */
  behind: z.int().min(0),
  at: instant,
};

export const named = {
  id: z.string(),
  /** Left out where nothing is known by that id, or of what entries do not say. */
  name: z.string().optional(),
  nameEn: z.string().optional(),
};

/** A node on the way from where whoever asks begins; `node` is how it is asked for. */
export const crumb = z.strictObject({ ...named, node: z.string() });
