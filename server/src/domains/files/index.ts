export { takeFiles, type TakenFiles } from "./take-files.ts";
