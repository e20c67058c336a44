import { render } from 'preact';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { listen, send } from '../../platform/messages.ts';
import { arrive } from '../../platform/own-world.ts';
import type { WarningRequest } from '../../platform/protocol.ts';
import { cardStyles, gateStyles } from '../../ui/surface-styles.ts';
import { calmMoment } from './calm-moment.ts';
import { Standing } from './standing.ts';
import { CardView, GateView } from './views.tsx';

/** So long words must have been gone for the card to go too, milliseconds: a page that draws itself anew takes less. */
const GONE_MS = 3000;

/** Injected into the top frame of a tab that has something to say, and only there. */
export default defineUnlistedScript(() => {
  // Two requests may have brought us in twice.
  if (!arrive('warning')) return;
  let shown = new AbortController();
  let gate = false;
  /** What stands, or waits for its moment; null when nothing does. */
  let said: WarningRequest | null = null;
  let standing: Standing | null = null;
  /** Draws what stands anew, `gone` when the page has taken its words away; null while nothing stands. */
  let dress: ((request: WarningRequest, gone?: boolean) => void) | null = null;
  /** A card has gone by itself in this document. It does so once: words that come and go would make it flicker. */
  let lapsed = false;
  let goneTimer = 0;

  const hide = () => {
    shown.abort();
    clearTimeout(goneTimer);
    goneTimer = 0;
    gate = false;
    said = standing = dress = null;
  };

  /** `steps`: the card opens with what to do. */
  const show = async (request: WarningRequest, steps = false) => {
    // The gate that stands keeps its time; nothing less comes before it.
    if (gate) return;
    // The background may forget that it has said this already: when a frame inside speaks before this one is read.
    // What stands is drawn anew all the same: its words may have been gone for a while.
    if (said !== null && isSame(said, request)) return dress?.(request);
    hide();
    shown = new AbortController();
    const { signal } = shown;
    gate = request.surface === 'gate';
    said = request;
    // The gate is the deliberate exception: there the task is the risk. What was asked for is waited for.
    if (!gate && !request.asked) {
      await calmMoment(signal);
      if (signal.aborted) return;
      // The page may have gone on while we waited. Where nobody answers, the words that brought us are all there is.
      const due = await send('warning/ready').catch(() => undefined);
      if (signal.aborted) return;
      if (due === null) return hide();
      // Other words may have come into their place: it speaks of these.
      if (due !== undefined && due.surface !== 'gate' && due.findings.length > 0) said = due;
    }
    const place = new Standing(gate ? gateStyles : cardStyles, () => {
      hide();
      void send('warning/displaced');
    });
    standing = place;
    signal.addEventListener('abort', () => {
      render(null, place.dock);
      place.remove();
    });
    const View = gate ? GateView : CardView;
    const onSteps = () => {
      const left = said ?? request;
      hide();
      void show({ ...left, surface: 'full', asked: true }, true);
    };
    dress = (next, gone = false) => {
      said = next;
      const hand = { isWriting: () => place.isWriting, inHand: () => place.inHand };
      render(<View {...{ request: next, gone, steps, ...hand }} onDone={hide} onSteps={onSteps} />, place.dock);
    };
    dress(said);
    void send('warning/shown', { surface: said.surface });
  };

  /** After the words were reported gone: whether they still are, and what becomes of the card then. */
  const seeWhatIsLeft = async () => {
    const { signal } = shown;
    goneTimer = 0;
    const due = await send('warning/ready').catch(() => undefined);
    if (signal.aborted || said === null || due === undefined) return;
    if (due !== null && due.findings.length > 0) dress?.(due);
    else if (due === null && !lapsed && standing?.inHand !== true) {
      lapsed = true;
      hide();
    } else dress?.(said, true);
  };

  listen({
    'warning/show': (request) => {
      void show(request);
      return true;
    },
    'warning/hide': hide,
    'warning/lapse': () => {
      if (gate || standing?.inHand) return false;
      hide();
      return true;
    },
    'warning/gone': () => {
      if (!gate && standing !== null && goneTimer === 0)
        goneTimer = window.setTimeout(() => void seeWhatIsLeft(), GONE_MS);
    },
    'warning/dress': (request) => {
      if ((request.surface === 'gate') === gate) dress?.(request);
    },
  });
  void send('warning/ready').then((request) => {
    if (request) void show(request);
  });
});

/** Whether the second request has nothing to add: the same trick at the same step. */
function isSame(first: WarningRequest, second: WarningRequest): boolean {
  return (
    !second.asked &&
    first.surface === second.surface &&
    first.findings[0]?.rule === second.findings[0]?.rule &&
    second.seenStages.every((stage) => first.seenStages.includes(stage))
  );
}
