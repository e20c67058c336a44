/** Events that a surface's own host has passed on for the person; see `vouchFor`. */
const vouched = new WeakSet<Event>();

/**
 * Whether the person did it. A page can dispatch events at whatever it can reach; those are not `isTrusted`. Keys,
 * pointers and assistive technology are.
 */
export function isTrusted(event: Event): boolean {
  return event.isTrusted || vouched.has(event);
}

/** Marks a copy of a trusted event, made where the page would have kept the event from us, as being as good. */
export function vouchFor<E extends Event>(copy: E): E {
  vouched.add(copy);
  return copy;
}

/**
 * Escape, pressed inside a surface by the person: elsewhere it belongs to the page, and where an input method composes, to
 * that.
 */
export function escaped(act: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== 'Escape' || !isTrusted(event) || event.isComposing) return;
    event.stopPropagation();
    act();
  };
}

/** Lets only the person's own actions through. */
export function trusted(act: (event: Event) => void): (event: Event) => void {
  return (event) => {
    if (isTrusted(event)) act(event);
  };
}
