/** 预约回电: for which call in the queue somebody is rung, and for which time. */
export interface OfRingBack {
  readonly ringBack: {
    readonly callId: string;
    /** From 1. */
    readonly attempt: number;
  };
}

/** The query of each address that the carrier asks for a line by which we ring somebody back. */
export function queryOf({ callId, attempt }: OfRingBack["ringBack"]): string {
  return `?call=${callId}&attempt=${attempt}`;
}

/** Of the address that we gave ourselves; null: it is none of ours. */
export function ringBackIn(query: URLSearchParams): OfRingBack["ringBack"] | null {
  const callId = callIn(query);
  const attempt = query.get("attempt") ?? "";
  return callId !== null && /^[1-9]$/.test(attempt) ? { callId, attempt: Number(attempt) } : null;
}

export function callIn(query: URLSearchParams): string | null {
  const callId = query.get("call") ?? "";
  return /^CA[0-9a-f]{32}$/.test(callId) ? callId : null;
}
