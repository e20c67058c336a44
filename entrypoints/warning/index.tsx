import { render } from 'preact';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { listen, send } from '../../platform/messages.ts';
import type { WarningRequest } from '../../platform/protocol.ts';
import { cardStyles, gateStyles } from '../../ui/surface-styles.ts';
import { calmMoment } from './calm-moment.ts';
import { Standing } from './standing.ts';
import { CardView, GateView } from './views.tsx';

/** Two requests may have brought us in twice. A symbol: a page's element answers to any other name in our own world. */
const KEY = Symbol.for('caliangyan.warning');
const ours = globalThis as { [KEY]?: boolean };

/** Injected into the top frame of a tab that has something to say, and only there. */
export default defineUnlistedScript(() => {
  if (ours[KEY]) return;
  ours[KEY] = true;
  let shown = new AbortController();
  let gate = false;
  /** Draws what stands anew; null while nothing does. */
  let dress: ((request: WarningRequest) => void) | null = null;

  const hide = () => {
    shown.abort();
    gate = false;
    dress = null;
  };

  const show = async (request: WarningRequest) => {
    // The gate that stands keeps its time; nothing less comes before it.
    if (gate) return;
    hide();
    shown = new AbortController();
    const { signal } = shown;
    gate = request.surface === 'gate';
    // The gate is the deliberate exception: there the task is the risk. What was asked for is waited for.
    if (!gate && !request.asked) await calmMoment(signal);
    if (signal.aborted) return;
    const standing = new Standing(gate ? gateStyles : cardStyles, () => {
      hide();
      void send('warning/displaced');
    });
    signal.addEventListener('abort', () => {
      render(null, standing.dock);
      standing.remove();
    });
    const View = gate ? GateView : CardView;
    dress = (next) => render(<View request={next} onDone={hide} />, standing.dock);
    dress(request);
    void send('warning/shown', { surface: request.surface });
  };

  listen({
    'warning/show': (request) => {
      void show(request);
      return true;
    },
    'warning/hide': hide,
    'warning/dress': (request) => {
      if ((request.surface === 'gate') === gate) dress?.(request);
    },
  });
  void send('warning/ready').then((request) => {
    if (request) void show(request);
  });
});
