let count = $state(0);

/** What was done here about anybody's dunning: whatever shows how it stands asks anew with it. */
export const dunningChanged = {
  get count() {
    return count;
  },
  now() {
    count += 1;
  },
};
