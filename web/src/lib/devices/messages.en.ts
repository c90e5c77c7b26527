export const devices = {
  "console.device.code": "Pairing code",
  "console.device.code.hint": "The six characters on the kiosk or television",
  "console.device.name": "Name",
  "console.device.kind": "Kind",
  "console.device.paired": "Paired",
  "console.device.approve": "Pair a device",
  "console.device.approved": "{name} is paired",
  "console.device.revoke": "Revoke",
  "console.device.revoke.about": "{name} is shut out at once and must be paired again.",
  "console.devices.none": "No devices yet",
} as const;
