import { z } from "zod";

/** As codes look that stored documents have: `metered-kwh`. */
export const code = z.string().regex(/^[a-z][a-z0-9-]{0,29}$/, "not-a-code");
