import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { isCutOff } from '../../platform/cut-off.ts';
import { listenFirst } from '../../platform/ear.ts';
import { listen } from '../../platform/messages.ts';
import { ownHosts } from '../../platform/own-hosts.ts';
import { arrive } from '../../platform/own-world.ts';
import { Guard } from './guard.ts';
import { NotePlace } from './note-place.tsx';

/** In every frame of a tab with something to say: hears what is copied and pressed, and answers at that spot. */
export default defineUnlistedScript(() => {
  if (!arrive('guard')) return;
  const own = ownHosts();
  const place = new NotePlace();
  const guard = new Guard(place);
  const life = new AbortController();
  listen({ 'warning/dress': (request) => place.dress(request) });
  listenFirst((event) => {
    // After an update another copy of us answers: it would not hear of what we hold.
    if (isCutOff()) return life.abort();
    const { isTrusted, target } = event;
    if (isTrusted && !(target instanceof Element && own.has(target))) guard.hear(event);
  }, life.signal);
});
