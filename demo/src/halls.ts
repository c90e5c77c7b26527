import { counters, hallServices } from "@warmline/shared/hall/model.ts";
import { hallProfiles } from "@warmline/shared/hall/profile.ts";
import { devices, type Device } from "@warmline/shared/devices/model.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { insert, type Write } from "@warmline/shared/store/write.ts";
import { hashToken } from "@warmline/server/platform/secrets.ts";
import { demoCaller } from "./bulk.ts";
import { HALLS, SERVICES, type Hall } from "./places.ts";
import { derived } from "./secret.ts";

/** Address, services, counters and paired devices of each hall. */
export function hallWrites(secret: string, madeAt: Instant): Write[] {
  return HALLS.flatMap((hall) => [
    profileWrite(hall),
    ...SERVICES.map(({ series, nameZh, nameEn }) =>
      insert(hallServices, {
        id: serviceId(hall, series),
        hallId: hall.id,
        series,
        nameZh,
        nameEn,
        active: true,
      }),
    ),
    ...Array.from({ length: hall.counters }, (_, index) => counterWrite(hall, index + 1)),
    ...(["kiosk", "tv"] as const).map((kind) => deviceWrite(hall, kind, secret, madeAt)),
  ]);
}

function profileWrite({ id, address, hours }: Hall): Write {
  const own = hours === undefined ? {} : { hours };
  return insert(hallProfiles, { id, hallId: id, address, ...own });
}

function serviceId(hall: Hall, series: string): string {
  return `${hall.id}-${series.toLowerCase()}`;
}

export function counterId(hall: Hall, number: number): string {
  return `${hall.id}-c${number}`;
}

/** Most counters take money; the last two do what needs papers; questions are for everyone. */
function counterWrite(hall: Hall, number: number): Write {
  const papers = number > hall.counters - 2;
  const served = papers ? ["B", "C", "D"] : number % 2 === 0 ? ["A", "D"] : ["A"];
  return insert(counters, {
    id: counterId(hall, number),
    hallId: hall.id,
    number,
    serviceIds: served.map((series) => serviceId(hall, series)),
    state: "closed",
    priorityRun: 0,
  });
}

/** Derived, so that a restart knows it again; it exists in demo cities alone. */
export function deviceToken(secret: string, hall: Hall, kind: Device["kind"]): string {
  return derived(secret, `${kind} ${hall.id}`);
}

function deviceWrite(hall: Hall, kind: Device["kind"], secret: string, madeAt: Instant): Write {
  const name = kind === "kiosk" ? "演示自助机" : "演示叫号屏";
  return insert(devices, {
    id: `${hall.id}-${kind}`,
    kind,
    state: "paired",
    name: `${hall.name}${name}`,
    hallId: hall.id,
    tokenHash: hashToken(deviceToken(secret, hall, kind)),
    askedAt: madeAt,
    pairedAt: madeAt,
    pairedBy: demoCaller.actor.name,
  });
}
