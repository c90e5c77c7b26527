export const twilio = {
  "twilio.busy":
    "All our agents are busy. We will ring you back in the order of calls. To be rung at another number, key it in and end with the hash key; or say what it is about.",
  "twilio.withheld":
    "All our agents are busy. We will ring you back in the order of calls. Your number is withheld: please key in the number at which we may ring you, and end with the hash key; or say what it is about.",
  "twilio.closed":
    "We will ring you back in the order of calls. To be rung at another number, key it in and end with the hash key; or say what it is about.",
  "twilio.closed-withheld":
    "We will ring you back in the order of calls. Your number is withheld: please key in the number at which we may ring you, and end with the hash key; or say what it is about.",
  "twilio.waiting":
    "Please wait for an agent. {count, plural, one {# caller is} other {# callers are}} before you.",
  "twilio.next": "Please wait for an agent; you are next.",
  "twilio.takes": "It will take about {from} to {to} minutes.",
  "twilio.takes-at-most": "It will take {to, plural, one {# minute} other {# minutes}} at most.",
  "twilio.takes-more": "It will take more than {from} minutes.",
  "twilio.offer-ring-back":
    "If you do not want to wait, press 1: you may hang up, your place is kept, and we ring you when it is your turn.",
  "twilio.place-kept":
    "Your place is kept. We will ring you at this number when it is your turn. Goodbye.",
  "twilio.rung-back":
    "Hello, this is the heating hotline with the call that you asked for. You are put through to {name} now.",
  "twilio.rung-late": "Sorry, this call has been cancelled; we will ring you again. Goodbye.",
  "twilio.connected": "You are connected with {name}.",
  "twilio.over": "The call is over. Thank you for calling, goodbye.",
  "twilio.again":
    "That number was not understood. Please key it in once more, and end with the hash key.",
  "twilio.thanks": "Thank you, it is noted. We will ring you back. Goodbye.",
  "twilio.sorry":
    "We are sorry, the system cannot answer just now. Your call is noted, and we will ring you back. Goodbye.",
  "refusal.other-account": "That is not this system's telephone account",
  "refusal.no-browser-voice": "Talking in the browser is not set up",
  "refusal.number-not-ours": "That is not a number of this hotline",
  "issue.not-a-sid": "has to be two capital letters and 32 hexadecimal digits",
  "issue.not-a-client": "has to be client: with letters, digits or underscores",
  "issue.not-a-moment": "has to be a moment, such as Mon, 16 Aug 2027 03:45:01 +0000",
  "issue.not-an-address": "has to be an https address",
  "job.twilio.reconcile-calls": "Ask the carrier about calls that have not moved",
  "job.twilio.settle-conference": "Settle who talks in a call",
  "job.twilio.ring-back": "Ring back whoever kept a place",
  "field.AccountSid": "Telephone account",
  "field.CallSid": "Call number",
  "field.ConferenceSid": "Conference number",
  "field.FriendlyName": "Name of the conference",
  "field.StatusCallbackEvent": "What happened in the conference",
  "field.ParticipantLabel": "Participant",
  "field.From": "Calling number",
  "field.To": "Called number",
  "field.Direction": "Direction",
  "field.CallStatus": "State of the call",
  "field.Digits": "Keys",
  "field.SpeechResult": "Spoken words",
  "field.Confidence": "Confidence",
  "field.Timestamp": "Moment",
  "field.SequenceNumber": "Sequence number",
  "field.CallDuration": "Duration of the call",
  "field.RecordingSid": "Recording number",
  "field.RecordingUrl": "Recording address",
  "field.RecordingDuration": "Duration of the recording",
  "field.RecordingStartTime": "Begin of the recording",
  "field.MessageSid": "Message number",
  "field.MessageStatus": "State of the message",
  "field.ErrorCode": "Error code",
  "field.ErrorUrl": "Failed address",
} as const;
