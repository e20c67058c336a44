import { render } from 'preact';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { listen, send } from '../../platform/messages.ts';
import { arrive } from '../../platform/own-world.ts';
import type { WarningRequest } from '../../platform/protocol.ts';
import { cardStyles, gateStyles } from '../../ui/surface-styles.ts';
import { calmMoment } from './calm-moment.ts';
import { Standing } from './standing.ts';
import { CardView, GateView } from './views.tsx';

/** Injected into the top frame of a tab that has something to say, and only there. */
export default defineUnlistedScript(() => {
  // Two requests may have brought us in twice.
  if (!arrive('warning')) return;
  let shown = new AbortController();
  let gate = false;
  /** What stands, or waits for its moment; null when nothing does. */
  let said: WarningRequest | null = null;
  let standing: Standing | null = null;
  /** Draws what stands anew; null while nothing does. */
  let dress: ((request: WarningRequest) => void) | null = null;

  const hide = () => {
    shown.abort();
    gate = false;
    said = standing = dress = null;
  };

  const show = async (request: WarningRequest) => {
    // The gate that stands keeps its time; nothing less comes before it.
    if (gate) return;
    // The background may forget that it has said this already: when a frame inside speaks before this one is read.
    if (said !== null && isSame(said, request)) return;
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
    dress = (next) => render(<View request={next} onDone={hide} />, place.dock);
    dress(request);
    void send('warning/shown', { surface: request.surface });
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
