import { type Contact, copiedContact, pressedContact } from '../../advice/contact.ts';
import type { Flagged } from '../../page/highlighter.ts';
import { innermost } from '../../page/innermost.ts';
import { click, getRootNode } from '../../page/members.ts';
import { isNear } from '../../page/nearness.ts';
import { pressedWords } from '../../page/pressed-words.ts';
import { copiedText, pressedThing } from '../../page/taken-along.ts';
import { send } from '../../platform/messages.ts';
import { FLAGGED, shared } from '../../platform/own-world.ts';
import { MAX_REPORTED_FINDINGS } from '../../platform/protocol.ts';
import { shadowRootOpener } from '../../platform/shadow-roots.ts';
import type { NotePlace } from './note-place.tsx';

/** A second click within this time selects a word, to copy it, and asks nothing about the mark; in milliseconds. */
const SECOND_CLICK_MS = 500;

/** Where a contact stands that is being taken. */
interface Spot {
  node: Node;
  /** Where to answer, in CSS pixels of the viewport. */
  box: () => DOMRect;
  /** What was pressed; not there where it was copied. */
  element?: Element;
}

/**
 * When a stranger's contact is copied, or a link or code that leads to one is pressed, a note answers at that spot. Nothing
 * is sent but what kind of thing it was; a copy is never altered. A press on marked words asks what the mark means: the card
 * answers, and the page has its click all the same.
 */
export class Guard {
  readonly #place: NotePlace;
  readonly #shadowOf = shadowRootOpener();
  /** Contacts answered, by page: a page may become another without being loaded. */
  readonly #told = new Set<string>();
  /** Runs while a pressed word waits whether it is pressed again. */
  #asking: ReturnType<typeof setTimeout> | undefined;

  constructor(place: NotePlace) {
    this.#place = place;
  }

  /** Told of what people do, before the page is. */
  hear(event: Event): void {
    if (event.type === 'copy') this.#seeCopied(event);
    else if (['click', 'auxclick', 'contextmenu'].includes(event.type)) this.#seePressed(event as MouseEvent);
  }

  #seeCopied(event: Event): void {
    const shadowOf = this.#shadowOf;
    // The event names where the copy was made; the selection is read when it is still as it was.
    const inner = innermost(event, shadowOf);
    const root = inner && (shadowOf(inner) ?? getRootNode.call(inner));
    const copied = copiedText(document, root instanceof ShadowRoot ? root : null, flaggedRanges(), shadowOf);
    const contact = copied && copiedContact(copied);
    if (contact) void this.#take(event, contact, { node: copied.node, box: copied.box });
  }

  #seePressed(event: MouseEvent): void {
    const { type, button } = event;
    if (type === 'auxclick' && button !== 1) return;
    const inner = innermost(event, this.#shadowOf);
    const pressed = inner && pressedThing(inner, this.#shadowOf);
    const contact = pressed && pressedContact(pressed);
    // The menu of a link is for looking at it; that of a code is how it is saved.
    if (contact && (type !== 'contextmenu' || contact.act === 'scan')) {
      const { element, box } = pressed;
      void this.#take(event, contact, { node: element, box, element });
    }
    if (type !== 'click') return;
    clearTimeout(this.#asking);
    // A contact that was answered before is pressed for the words it stands in.
    if (inner && (!contact || this.#told.has(keyOf(contact)))) this.#askAbout(pressedWords(event, inner, flaggedWords));
  }

  #askAbout(words: readonly Flagged[]): void {
    if (words.length === 0) return;
    const ids = [...new Set(words.map(({ id }) => id))].slice(0, MAX_REPORTED_FINDINGS);
    this.#asking = setTimeout(() => void send('guard/look', { ids }), SECOND_CLICK_MS);
  }

  async #take(event: Event, contact: Contact, { node, box, element }: Spot): Promise<void> {
    const key = keyOf(contact);
    if (this.#told.has(key)) return;
    const near = isNear(node, flaggedRanges(), this.#shadowOf);
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
    if (held && !request?.hold) open();
    if (!request) return;
    this.#told.add(key);
    this.#place.show(request, act, box, held && request.hold ? open : null);
  }
}

/** The same thing, taken on the same page. */
function keyOf({ act, id }: Contact): string {
  return `${location.href.split('#')[0]} ${act} ${id}`;
}

/** None when the scan script is not there. */
function flaggedWords(): Flagged[] {
  return shared<() => Flagged[]>(FLAGGED)?.() ?? [];
}

function flaggedRanges(): Range[] {
  return flaggedWords().map(({ range }) => range);
}

/** Does what a held click on a link would have done. */
function follow(link: HTMLAnchorElement, { button, ctrlKey, metaKey, shiftKey }: MouseEvent): void {
  // For another tab or window. Chromium makes none for a middle click that a script passes on.
  if (button !== 0 || ctrlKey || metaKey || shiftKey) open(link.href, '_blank', 'noopener');
  // A click of ours is not `isTrusted`: it passes the guard.
  else click.call(link);
}
