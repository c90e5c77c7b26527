/**
 * The version of what lies in a store: of the documents' shape as of the file's or database's
 * layout. A program opens this one alone; whoever changes either raises it and declares how the
 * version before is led to it (upgrades.ts). 1: commit 2811743. 2: the log is a hash chain, words
 * of the field's own.
 */
export const STORE_VERSION = 2;
