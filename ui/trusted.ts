/**
 * Lets only the person's own actions through. A page can dispatch events at whatever it can reach; those are not
 * `isTrusted`. Keys, pointers and assistive technology are.
 */
export function trusted(act: () => void): (event: Event) => void {
  return (event) => {
    if (event.isTrusted) act();
  };
}
