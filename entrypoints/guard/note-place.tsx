import { render } from 'preact';
import type { ContactAct } from '../../advice/contact.ts';
import { send } from '../../platform/messages.ts';
import type { NoteRequest } from '../../platform/protocol.ts';
import { besideOf } from '../../ui/beside.ts';
import { GuardNote } from '../../ui/guard-note.tsx';
import { noteStyles } from '../../ui/surface-styles.ts';
import { Standing } from '../warning/standing.ts';
import { looksOf } from '../warning/views.tsx';

/** A frame smaller than this has no room for a note; then the card in the top frame speaks, CSS pixels. */
const LEAST_FRAME = { width: 240, height: 140 };

/** What a change of language or size changes of a note. */
type Worn = Pick<NoteRequest, 'advice' | 'words' | 'look'>;

/** Where a frame's one note stands: beside what the person took, and with it when the page scrolls. */
export class NotePlace {
  #shown = new AbortController();
  /** Draws the note that stands in other words; null while none does. */
  #draw: ((worn: Worn) => void) | null = null;

  /** `open` continues the click that was held; null when none was. */
  show(request: NoteRequest, act: ContactAct, boxOf: () => DOMRect, open: (() => void) | null): void {
    this.#shown.abort();
    if (innerWidth < LEAST_FRAME.width || innerHeight < LEAST_FRAME.height) {
      void send('guard/look');
      return;
    }
    // A video fills the screen: what is not held can wait for another time.
    if (document.fullscreenElement !== null && open === null) return;
    this.#shown = new AbortController();
    const { signal } = this.#shown;
    const hide = () => this.#shown.abort();
    const look = () => {
      hide();
      void send('guard/look');
    };
    // Where the page does not let the note stand, the card has more ways to.
    const standing = new Standing(noteStyles, look);
    // Not for a moment.
    if (signal.aborted) return;
    signal.addEventListener('abort', () => {
      this.#draw = null;
      render(null, standing.dock);
      standing.remove();
    });
    const { dock } = standing;
    this.#draw = (worn) =>
      render(
        <GuardNote
          {...looksOf(worn)}
          level={request.level}
          act={act}
          texts={worn.advice}
          isWriting={() => standing.isWriting}
          onLook={look}
          onKnown={() => {
            hide();
            void send('guard/noted', { act, known: true });
          }}
          {...(open !== null && {
            onOpen: () => {
              hide();
              open();
            },
          })}
        />,
        dock,
      );
    this.#draw(request);
    keepBeside(boxOf, dock, signal);
    void send('guard/noted', { act, known: false });
  }

  /** The same note in another language or size; nothing when none stands. */
  dress(worn: Worn): void {
    this.#draw?.(worn);
  }
}

/** Places the note beside the box, now and whenever the page or the note moves, until the signal aborts. */
function keepBeside(boxOf: () => DOMRect, dock: HTMLElement, signal: AbortSignal): void {
  let box = boxOf();
  const place = () => {
    const now = boxOf();
    // What was taken may be gone from the page; the note stays where it was.
    if (now.width > 0 || now.height > 0) box = now;
    const { left, top } = besideOf(box, dock.getBoundingClientRect(), { width: innerWidth, height: innerHeight });
    dock.style.setProperty('--x', `${left}px`);
    dock.style.setProperty('--y', `${top}px`);
  };
  place();
  for (const type of ['scroll', 'resize']) addEventListener(type, place, { capture: true, passive: true, signal });
  const sizes = new ResizeObserver(place);
  sizes.observe(dock);
  signal.addEventListener('abort', () => sizes.disconnect());
}
