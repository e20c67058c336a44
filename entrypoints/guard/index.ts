import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { type Contact, copiedContact, pressedContact } from '../../advice/contact.ts';
import { innermost } from '../../page/innermost.ts';
import { click, getRootNode } from '../../page/members.ts';
import { isNear } from '../../page/nearness.ts';
import { pressedWords } from '../../page/pressed-words.ts';
import { copiedText, pressedThing } from '../../page/taken-along.ts';
import { isCutOff } from '../../platform/cut-off.ts';
import { listenFirst } from '../../platform/ear.ts';
import { flaggedRanges, flaggedWords } from '../../platform/flagged.ts';
import { listen, send } from '../../platform/messages.ts';
import { ownHosts } from '../../platform/own-hosts.ts';
import { arrive } from '../../platform/own-world.ts';
import { MAX_REPORTED_FINDINGS } from '../../platform/protocol.ts';
import { shadowRootOpener } from '../../platform/shadow-roots.ts';
import { NotePlace } from './note-place.tsx';

/** A second click within this time selects a word, to copy it, and asks nothing about the mark; in milliseconds. */
const SECOND_CLICK_MS = 500;

/**
 * In every frame of a tab with something to say: when a stranger's contact is copied, or a link or code that leads to
 * one is pressed, a note answers at that spot. Nothing is sent but what kind of thing it was; a copy is never altered.
 * A press on marked words asks what the mark means: the card answers, and the page has its click all the same.
 */
export default defineUnlistedScript(() => {
  if (!arrive('guard')) return;
  const shadowOf = shadowRootOpener();
  const own = ownHosts();
  const place = new NotePlace();
  const life = new AbortController();
  /** Contacts answered, by page: a page may become another without being loaded. */
  const told = new Set<string>();
  /** Runs while a pressed word waits whether it is pressed again. */
  let asking: ReturnType<typeof setTimeout> | undefined;
  const keyOf = ({ act, id }: Contact) => `${location.href.split('#')[0]} ${act} ${id}`;

  const take = async (event: Event, contact: Contact, node: Node, box: () => DOMRect, element: Element | null) => {
    const key = keyOf(contact);
    if (told.has(key)) return;
    const near = isNear(node, flaggedRanges(), shadowOf);
    const { act, installs } = contact;
    if (!near && act !== 'install') return;
    // Decided at once, because a click does not wait; undone when there turns out to be no reason to hold it.
    const held = near && installs && element instanceof HTMLElement && event.type !== 'contextmenu';
    if (held) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    // What installs is told by its address, so that it is a link.
    const open = () => follow(element as HTMLAnchorElement, event as MouseEvent);
    const request = await send('guard/moment', { act, installs, near }).catch(() => undefined);
    if (request) told.add(key);
    if (held && !request?.hold) open();
    if (request) place.show(request, act, box, held && request.hold ? open : null);
  };

  listen({ 'warning/dress': (request) => place.dress(request) });
  listenFirst((event) => {
    // After an update another copy of us answers: it would not hear of what we hold.
    if (isCutOff()) return life.abort();
    if (!event.isTrusted) return;
    const { target, type } = event;
    if (target instanceof Element && own.has(target)) return;
    if (type === 'copy') {
      // The event names where the copy was made; the selection is read when it is still as it was.
      const inner = innermost(event, shadowOf);
      const root = inner && (shadowOf(inner) ?? getRootNode.call(inner));
      const copied = copiedText(document, root instanceof ShadowRoot ? root : null, flaggedRanges(), shadowOf);
      const contact = copied && copiedContact(copied);
      if (contact) void take(event, contact, copied.node, copied.box, null);
    } else if (type === 'click' || type === 'auxclick' || type === 'contextmenu') {
      if (type === 'auxclick' && (event as MouseEvent).button !== 1) return;
      const inner = innermost(event, shadowOf);
      const pressed = inner && pressedThing(inner, shadowOf);
      const contact = pressed && pressedContact(pressed);
      // The menu of a link is for looking at it; that of a code is how it is saved.
      if (contact && (type !== 'contextmenu' || contact.act === 'scan')) {
        void take(event, contact, pressed.element, pressed.box, pressed.element);
      }
      if (type === 'click') clearTimeout(asking);
      // A contact that was answered before is pressed for the words it stands in.
      if (type === 'click' && inner && (!contact || told.has(keyOf(contact)))) {
        const ids = [...new Set(pressedWords(event as MouseEvent, inner, flaggedWords).map(({ id }) => id))];
        const ask = () => void send('guard/look', { ids: ids.slice(0, MAX_REPORTED_FINDINGS) });
        if (ids.length > 0) asking = setTimeout(ask, SECOND_CLICK_MS);
      }
    }
  }, life.signal);
});

/** Does what a held click on a link would have done. */
function follow(link: HTMLAnchorElement, { button, ctrlKey, metaKey, shiftKey }: MouseEvent): void {
  // For another tab or window. Chromium makes none for a middle click that a script passes on.
  if (button !== 0 || ctrlKey || metaKey || shiftKey) open(link.href, '_blank', 'noopener');
  // A click of ours is not `isTrusted`: it passes the guard.
  else click.call(link);
}
