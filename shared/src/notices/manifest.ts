import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import { noticePermissions } from "./permissions.ts";

/** 通知: what people are told without having asked just now. */
export const noticesManifest = manifest("notices", {
  permissions: [noticePermissions],
  endpoints: [
    {
      listUnreached: api.listUnreached,
      resendNotice: api.resendNotice,
      tellByPhone: api.tellByPhone,
      untellByPhone: api.untellByPhone,
      readHouseholdNotices: api.readHouseholdNotices,
      preferNotices: api.preferNotices,
    },
  ],
  refusals: api.noticeRefusals,
});
