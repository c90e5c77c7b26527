import { z } from "zod";

/** What a socket may ask for; views check their own params, being ids of at most this length. */
export const joinRequest = z.strictObject({
  view: z.string().max(40),
  params: z.record(z.string().max(40), z.string().max(80)),
});

export const roomRequest = z.strictObject({ room: z.string().max(160) });
