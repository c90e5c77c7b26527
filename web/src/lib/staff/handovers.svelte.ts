import { useView } from "@warmline/shared/client/live/view.svelte.ts";
import type { StaffRow } from "@warmline/shared/staff/api.ts";
import { handoversView } from "@warmline/shared/staff/live.ts";
import { staffPermissions } from "@warmline/shared/staff/permissions.ts";
import { session } from "../session.svelte.ts";
import { ownHalf } from "./roster.svelte.ts";

/** New passwords that are yet to be drawn, as they come and go; none but for administrators. */
export function useHandovers() {
  const joined = useView(handoversView, () => (session.may(staffPermissions.write) ? {} : null));
  const rows = $derived([...(joined.view?.rows.values() ?? [])]);
  return {
    /** Whose half whoever looks has not drawn. */
    get mine(): readonly StaffRow[] {
      return rows.filter((row) => {
        const half = ownHalf(row, session.me?.id);
        return half !== undefined && !row.handover?.drawn.includes(half);
      });
    },
    /** Something else with each change: what was read beside it is read anew. */
    get seen(): string {
      return rows.map(({ id, rev }) => `${id}@${rev}`).join();
    },
  };
}
