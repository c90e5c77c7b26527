import { permits } from "@warmline/shared/access/permission.ts";
import { counters, hallServices, queueTickets } from "@warmline/shared/hall/model.ts";
import { hallProfiles } from "@warmline/shared/hall/profile.ts";
import { hallPermissions } from "@warmline/shared/hall/permissions.ts";
import { naming, type Named, type Naming } from "../../platform/audit/subjects.ts";
import { placeName } from "../households/index.ts";

export const hallSubjects = [
  naming({
    collection: hallProfiles,
    needs: ({ hallId }) => [`orgNodes/${hallId}`],
    name: ({ hallId }, asked) => ofHall(hallId, "", asked),
  }),
  naming({
    collection: counters,
    needs: ({ hallId }) => [`orgNodes/${hallId}`],
    name: ({ hallId, number }, asked) => ofHall(hallId, String(number), asked),
  }),
  naming({
    collection: hallServices,
    needs: ({ hallId }) => [`orgNodes/${hallId}`],
    name: ({ hallId, series, nameZh, nameEn }, asked) =>
      ofHall(hallId, `${series} ${asked.language === "en" ? nameEn : nameZh}`, asked),
  }),
  naming({
    collection: queueTickets,
    needs: ({ hallId }) => [`orgNodes/${hallId}`],
    name: ({ hallId, label, day }, asked) => ofHall(hallId, `${label} ${day}`, asked),
  }),
];

function ofHall(hallId: string, text: string, asked: Naming): Named {
  const place = placeName(hallId, asked);
  const named = { text: text === "" ? place : `${text} · ${place}` };
  const open = permits(asked.actor, hallPermissions.read);
  return open ? { ...named, page: { kind: "hall", id: hallId } } : named;
}
