import type { Call } from "./model.ts";

/**
 * 到期清除: who called, from where, what they said and where recordings are goes; that there was a
 * call, how it went, its score and its cases stay. It is then of no household, thus the city's.
 */
export function withoutPersonal(call: Call): Call {
  const { ringBackAt: _, ...rest } = call;
  const nobody = { from: null, to: null, households: [], said: [], recordings: [], events: [] };
  return { ...rest, ...nobody, standing: "expired" };
}
