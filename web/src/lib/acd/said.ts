import { DISPOSITIONS, type Said } from "@warmline/shared/acd/dispositions.ts";

/** As it is sent; undefined: nothing is chosen yet. */
export function saidIn(fields: {
  readonly about: string;
  readonly note: string;
}): Said | undefined {
  const note = fields.note.trim();
  const about = DISPOSITIONS.find((one) => one === fields.about);
  return about && { about, ...(note === "" ? {} : { note }) };
}
