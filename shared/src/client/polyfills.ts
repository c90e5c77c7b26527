/* oxlint-disable import/no-unassigned-import -- they put themselves in place */
// What the screens use and Chrome 109 lacks; tests/e2e/chrome-109.test.ts finds what is missing.
import "core-js/actual/array/to-reversed.js";
import "core-js/actual/array/to-sorted.js";
import "core-js/actual/map/group-by.js";
