import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { SearchUnavailable } from "@warmline/search/port.ts";

/** What the index answers. Refusal: `search-unavailable`, while it is out of reach or built. */
export async function unlessAway<T>(
  ask: () => Promise<T>,
): Promise<Result<T, "search-unavailable">> {
  try {
    return ok(await ask());
  } catch (error) {
    if (error instanceof SearchUnavailable) return refuse("search-unavailable");
    throw error;
  }
}
