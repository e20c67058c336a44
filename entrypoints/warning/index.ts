import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { listen, send } from '../../platform/messages.ts';
import { arrive } from '../../platform/own-world.ts';
import { Warning } from './warning.ts';

/** Injected into the top frame of a tab that has something to say, and only there. */
export default defineUnlistedScript(() => {
  // Two requests may have brought us in twice.
  if (!arrive('warning')) return;
  const warning = new Warning();
  listen({
    'warning/show': (request) => {
      void warning.show(request);
      return true;
    },
    'warning/hide': () => warning.hide(),
    'warning/lapse': () => warning.lapse(),
    'warning/gone': () => warning.waitForWords(),
    'warning/dress': (request) => warning.dress(request),
  });
  void send('warning/ready').then((request) => {
    if (request) void warning.show(request);
  });
});
