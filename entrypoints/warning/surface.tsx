import { render } from 'preact';
import type { WarningRequest } from '../../platform/protocol.ts';
import { cardStyles, gateStyles } from '../../ui/surface-styles.ts';
import { Standing } from './standing.ts';
import { CardView, GateView, type ViewProps } from './views.tsx';

interface SurfaceCalls extends Pick<ViewProps, 'onDone' | 'onSteps'> {
  /** The page does not let it stand: it is gone. */
  onDisplaced: () => void;
}

/** A card or the gate, where it stands in the page. */
export class Surface {
  readonly isGate: boolean;
  readonly #steps: boolean;
  readonly #calls: SurfaceCalls;
  readonly #standing: Standing;
  /** What had the keyboard: the gate's dialog takes it without a word of where it was. */
  readonly #before: HTMLElement | null;

  /** Stands at once, and is empty until it is drawn. `steps`: the card opens with what to do. */
  constructor(isGate: boolean, steps: boolean, calls: SurfaceCalls) {
    this.isGate = isGate;
    this.#steps = steps;
    this.#calls = calls;
    this.#standing = new Standing(isGate ? gateStyles : cardStyles, calls.onDisplaced);
    this.#before = this.#standing.focused;
  }

  /** Whether the person points at it, has pressed it, or has the keyboard in it. */
  get inHand(): boolean {
    return this.#standing.inHand;
  }

  /** Draws it, anew when it was drawn before; `gone`: the page has taken its words away. */
  draw(request: WarningRequest, gone: boolean): void {
    const View = this.isGate ? GateView : CardView;
    const { onDone, onSteps } = this.#calls;
    render(
      <View
        {...{ request, gone, steps: this.#steps, onDone, onSteps }}
        onPassed={() => this.#giveBack()}
        isWriting={() => this.#standing.isWriting}
        inHand={() => this.inHand}
      />,
      this.#standing.dock,
    );
  }

  #giveBack(): void {
    if (document.activeElement === null || document.activeElement === document.body)
      this.#before?.focus({ preventScroll: true });
  }

  remove(): void {
    render(null, this.#standing.dock);
    this.#standing.remove();
  }
}
