/** Staff sign in and televisions keep running: both are applications in the browser. */
export const ssr = false;
