import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import { smsHook } from "./sms-api.ts";
import * as talkApi from "./talk-api.ts";

export const twilioManifest = manifest("twilio", {
  webhooks: [
    api.voiceHook,
    api.campaignHook,
    api.turnHook,
    api.waitingHook,
    api.ringBackHook,
    api.messageHook,
    api.statusHook,
    api.recordingHook,
    api.fallbackHook,
    talkApi.deskHook,
    talkApi.conferenceHook,
    smsHook,
  ],
  endpoints: [{ readVoice: talkApi.readVoice, makeVoiceToken: talkApi.makeVoiceToken }],
  refusals: api.twilioRefusals,
});
