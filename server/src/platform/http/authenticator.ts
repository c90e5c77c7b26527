import type { DeviceActor, StaffActor } from "@warmline/shared/access/actor.ts";

/** Turns the cookies' tokens into actors; implemented by the staff room. */
export interface Authenticator {
  staff(token: string): Promise<StaffActor | null>;
  device(token: string): Promise<DeviceActor | null>;
  /** Whose sign-in it was, of one that is good no more; null: nobody's that ever was. */
  former(token: string): Promise<StaffActor | null>;
  /** The id of a browser in which somebody has signed in before; it is nobody's proof. */
  browser(token: string): Promise<string | null>;
}
