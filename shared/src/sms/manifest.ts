import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import { smsView } from "./live.ts";
import { smsPermissions } from "./permissions.ts";

export const smsManifest = manifest("sms", {
  permissions: [smsPermissions],
  endpoints: [
    { offerSms: api.offerSms, sendCaseNumber: api.sendCaseNumber, retrySms: api.retrySms },
  ],
  refusals: api.smsRefusals,
  views: [smsView],
});
