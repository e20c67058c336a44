import { send } from '../../platform/messages.ts';
import type { WarningRequest } from '../../platform/protocol.ts';
import { calmMoment } from './calm-moment.ts';
import { Surface } from './surface.tsx';

/** So long words must have been gone for the card to go too, milliseconds: a page that draws itself anew takes less. */
const GONE_MS = 3000;

/** What this page is warned with: one surface at a time, from when it is asked for to when it goes. */
export class Warning {
  /** What stands, and what it says; null while nothing does. */
  #surface: Surface | null = null;
  #said: WarningRequest | null = null;
  /** Ends with what stands. */
  #life = new AbortController();
  /** What waits for its moment, beside what stands; null when nothing does. */
  #next: WarningRequest | null = null;
  #waiting = new AbortController();
  /** A card has gone by itself in this document. It does so once: words that come and go would make it flicker. */
  #hasLapsed = false;
  /** Runs while it is waited for words that are gone; 0 when it does not. */
  #goneTimer = 0;

  /** Shows it at its moment. `steps`: the card opens with what to do. */
  async show(request: WarningRequest, steps = false): Promise<void> {
    // The gate that stands keeps its time; nothing less comes before it.
    if (this.#surface?.isGate) return;
    const latest = this.#next ?? this.#said;
    // The background may forget that it has said this already: when a frame inside speaks before this one is read.
    // What stands is drawn anew all the same: its words may have been gone for a while.
    if (latest !== null && isSame(latest, request)) {
      if (this.#next === null) this.#draw(request);
      return;
    }
    // What stands goes on standing meanwhile: who writes on in a chat is not to be left without a warning until they rest.
    this.#waiting.abort();
    this.#waiting = new AbortController();
    this.#next = request;
    // The gate is the deliberate exception: there the task is the risk. What was asked for is waited for.
    const atOnce = request.surface === 'gate' || request.asked;
    const due = atOnce ? request : await this.#dueAtCalm(request, this.#waiting.signal);
    if (due === null) return;
    this.hide();
    this.#stand(due, steps);
  }

  hide(): void {
    this.#waiting.abort();
    this.#next = null;
    this.#clear();
  }

  /** Takes away what stands. */
  #clear(): void {
    this.#life.abort();
    clearTimeout(this.#goneTimer);
    this.#goneTimer = 0;
    this.#surface?.remove();
    this.#said = this.#surface = null;
  }

  /** The page has gone on, and its words with it: false when the person has the card in hand, and it stays. */
  lapse(): boolean {
    if (this.#surface?.isGate || this.#surface?.inHand) return false;
    this.hide();
    return true;
  }

  /** The words of the card are gone from where they stood: they have some time to come back. */
  waitForWords(): void {
    if (this.#surface === null || this.#surface.isGate || this.#goneTimer !== 0) return;
    this.#goneTimer = window.setTimeout(() => void this.#seeWhatIsLeft(), GONE_MS);
  }

  /** What stands, in another language or size. */
  dress(request: WarningRequest): void {
    if (this.#surface?.isGate === (request.surface === 'gate')) this.#draw(request);
  }

  /** Waits for a calm moment, and asks what there is to say by then; null when that is nothing. */
  async #dueAtCalm(request: WarningRequest, signal: AbortSignal): Promise<WarningRequest | null> {
    await calmMoment(signal);
    if (signal.aborted) return null;
    // The page may have gone on while we waited. Where nobody answers, the words that brought us are all there is.
    const due = await send('warning/ready').catch(() => undefined);
    if (signal.aborted) return null;
    if (due === null) {
      this.#next = null;
      if (this.#said !== null) this.#draw(this.#said, true);
      return null;
    }
    // Other words may have come into their place: it speaks of these.
    return due !== undefined && due.surface !== 'gate' && due.findings.length > 0 ? due : request;
  }

  #stand(request: WarningRequest, steps: boolean): void {
    this.#life = new AbortController();
    const { signal } = this.#life;
    const surface = new Surface(request.surface === 'gate', steps, {
      // 知道了 is said of what stands here, not of the step that waits.
      onDone: (exit) => (exit === 'site-today' ? this.hide() : this.#clear()),
      onSteps: () => this.#goToSteps(),
      onDisplaced: () => {
        this.hide();
        void send('warning/displaced');
      },
    });
    // The page did not let it stand for a moment.
    if (signal.aborted) return;
    this.#surface = surface;
    this.#draw(request);
    void send('warning/shown', { surface: request.surface });
  }

  /** Draws what stands; `gone`: the page has taken its words away. */
  #draw(request: WarningRequest, gone = false): void {
    if (this.#surface === null) return;
    this.#said = request;
    this.#surface.draw(request, gone);
  }

  /** From the gate to the card that says what to do. */
  #goToSteps(): void {
    const left = this.#said;
    if (left === null) return;
    this.hide();
    void this.show({ ...left, surface: 'full', asked: true }, true);
  }

  /** After the words were reported gone: whether they still are, and what becomes of the card then. */
  async #seeWhatIsLeft(): Promise<void> {
    const { signal } = this.#life;
    this.#goneTimer = 0;
    const due = await send('warning/ready').catch(() => undefined);
    if (signal.aborted || this.#said === null || due === undefined) return;
    if (due !== null && due.findings.length > 0) this.#draw(due);
    else if (due === null && !this.#hasLapsed && !this.#surface?.inHand) {
      this.#hasLapsed = true;
      this.hide();
    } else this.#draw(this.#said, true);
  }
}

/** Whether the second request has nothing to add: the same trick at the same step. */
function isSame(first: WarningRequest, second: WarningRequest): boolean {
  return (
    !second.asked &&
    first.surface === second.surface &&
    first.findings[0]?.rule === second.findings[0]?.rule &&
    second.seenStages.every((stage) => first.seenStages.includes(stage))
  );
}
