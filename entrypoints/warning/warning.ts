import { send } from '../../platform/messages.ts';
import type { WarningRequest } from '../../platform/protocol.ts';
import { calmMoment } from './calm-moment.ts';
import { Surface } from './surface.tsx';

/** So long words must have been gone for the card to go too, milliseconds: a page that draws itself anew takes less. */
const GONE_MS = 3000;

/** What this page is warned with: one surface at a time, from when it is asked for to when it goes. */
export class Warning {
  /** Ends what stands, or waits for its moment. */
  #life = new AbortController();
  /** What is said, now or at its moment; null when nothing is. */
  #said: WarningRequest | null = null;
  /** Null while nothing stands. */
  #surface: Surface | null = null;
  /** A card has gone by itself in this document. It does so once: words that come and go would make it flicker. */
  #hasLapsed = false;
  /** Runs while it is waited for words that are gone; 0 when it does not. */
  #goneTimer = 0;

  /** Shows it at its moment. `steps`: the card opens with what to do. */
  async show(request: WarningRequest, steps = false): Promise<void> {
    // The gate that stands keeps its time; nothing less comes before it.
    if (this.#surface?.isGate) return;
    // The background may forget that it has said this already: when a frame inside speaks before this one is read.
    // What stands is drawn anew all the same: its words may have been gone for a while.
    if (this.#said !== null && isSame(this.#said, request)) return this.#draw(request);
    this.hide();
    this.#life = new AbortController();
    const { signal } = this.#life;
    this.#said = request;
    // The gate is the deliberate exception: there the task is the risk. What was asked for is waited for.
    const atOnce = request.surface === 'gate' || request.asked;
    if (atOnce || (await this.#isDue(signal))) this.#stand(steps, signal);
  }

  hide(): void {
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

  /** Waits for a calm moment, and asks what there is to say by then; false when that is nothing. */
  async #isDue(signal: AbortSignal): Promise<boolean> {
    await calmMoment(signal);
    if (signal.aborted) return false;
    // The page may have gone on while we waited. Where nobody answers, the words that brought us are all there is.
    const due = await send('warning/ready').catch(() => undefined);
    if (signal.aborted) return false;
    if (due === null) {
      this.hide();
      return false;
    }
    // Other words may have come into their place: it speaks of these.
    if (due !== undefined && due.surface !== 'gate' && due.findings.length > 0) this.#said = due;
    return true;
  }

  #stand(steps: boolean, signal: AbortSignal): void {
    const said = this.#said!;
    const surface = new Surface(said.surface === 'gate', steps, {
      onDone: () => this.hide(),
      onSteps: () => this.#goToSteps(),
      onDisplaced: () => {
        this.hide();
        void send('warning/displaced');
      },
    });
    // The page did not let it stand for a moment.
    if (signal.aborted) return;
    this.#surface = surface;
    this.#draw(said);
    void send('warning/shown', { surface: said.surface });
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
