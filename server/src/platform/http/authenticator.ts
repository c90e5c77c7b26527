import type { DeviceActor, StaffActor } from "@warmline/shared/access/actor.ts";

/** Turns the cookies' tokens into actors; implemented by the staff room. */
export interface Authenticator {
  staff(token: string): Promise<StaffActor | null>;
  device(token: string): Promise<DeviceActor | null>;
  /** The id of a browser in which somebody has signed in before; it is nobody's proof. */
  browser(token: string): Promise<string | null>;
}
