export const devices = {
  "refusal.too-many-pairings": "Too many devices wait to be paired; try again in some minutes",
  "refusal.pairing-code-unknown":
    "The pairing code is wrong or has expired; get a new one on the device",
  "refusal.hall-unknown": "There is no such hall",
  "refusal.device-not-paired": "This device is not paired at present",
  "devices.kind.kiosk": "Kiosk",
  "devices.kind.tv": "Television",
  "devices.state.pairing": "Waiting to be paired",
  "devices.state.paired": "Paired",
  "devices.state.revoked": "Revoked",
  "console.command.devices.ask-pairing": "Ask to pair a device",
  "console.command.devices.approve": "Pair a device",
  "console.command.devices.revoke": "Revoke a device",
  "console.subject.devices": "Device",
  "field.code": "Code",
} as const;
