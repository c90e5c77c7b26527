import type { DeviceActor, StaffActor } from "@warmline/shared/access/actor.ts";

/** Turns the cookies' tokens into actors; implemented by the staff room. */
export interface Authenticator {
  staff(token: string): Promise<StaffActor | null>;
  device(token: string): Promise<DeviceActor | null>;
}
