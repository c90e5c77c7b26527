/** For tests: what people send, as small as it may be. */

export const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk" +
    "YPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);
/** Two frames of silence. */
const FRAME = Buffer.concat([Buffer.from([0x3c]), Buffer.alloc(31)]);
export const AMR = Buffer.concat([Buffer.from("#!AMR\n"), FRAME, FRAME]);
