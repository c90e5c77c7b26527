export { uploadFile } from "./upload-file.ts";
export { takeFiles, type TakenFiles } from "./take-files.ts";
