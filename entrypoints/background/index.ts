import catalog from 'virtual:catalog';
import ruleset from 'virtual:ruleset';
import catalogIn from 'virtual:spoken-catalog';
import { defineBackground } from 'wxt/utils/define-background';
import { noQuiet } from '../../advice/ladder.ts';
import { partsOf } from '../../engine/ruleset-parts.ts';
import { browser } from '../../platform/browser.ts';
import { hostOf } from '../../platform/host.ts';
import { watchAccess } from '../../platform/host-access.ts';
import { enterOpenTabs, isReadable, openTabs } from '../../platform/injector.ts';
import { JournalStore } from '../../platform/journal-store.ts';
import { listen } from '../../platform/messages.ts';
import { Settings } from '../../platform/settings.ts';
import { TabStore } from '../../platform/tab-store.ts';
import { copyOf } from '../../ui/copy/copies.ts';
import { Memory } from './memory.ts';
import { labelQuestions, openHelp, watchQuestions } from './questions.ts';
import { watchTabs } from './watch.ts';

/** As the manifest names it (wxt.config.ts). */
const NEXT_WORDS = 'next-words';

/**
 * Wiring: what the browser and the other scripts say goes to those who watch the tabs, and decide.
 *
 * In Firefox a module that shares the rules with the popup: addons.mozilla.org takes no file beyond 5 MiB, and one script
 * with all of it comes near that. In Chromium one script: a worker of several files takes nearly twice as long to wake.
 */
export default defineBackground({
  type: { firefox: 'module' },
  main() {
    const settings = new Settings();
    const tabs = new TabStore();
    const parts = partsOf(ruleset);
    const now = () => Date.now();
    const memory = new Memory(new JournalStore(noQuiet), now);
    const { frames, warnings, answers, notes, gate, speech } = watchTabs({
      settings,
      tabs,
      memory,
      catalog,
      spoken: catalogIn,
      words: copyOf,
      badgeTitles: (language) => copyOf(language).browser.badge,
      now,
    });

    listen({
      'frame/may-scan': (_, sender) => frames.started(sender),
      'frame/ruleset': ({ part }) => parts[part] ?? null,
      'frame/report': async (report, sender): Promise<true> => {
        await frames.reported(report, sender);
        return true;
      },
      'frame/gone': (_, sender) => frames.gone(sender),
      'warning/ready': (_, sender) => warnings.requestFor(sender.tabId),
      'warning/shown': (_, sender) => answers.shown(sender.tabId),
      'warning/exit': ({ exit, rule }, sender) => answers.exit(sender.tabId, exit, rule),
      'warning/undo': (_, sender) => answers.undo(sender.tabId),
      'warning/reveal': ({ frameId, id }, sender) => frames.reveal(sender.tabId, frameId, id),
      'warning/passed': async (_, sender) => {
        const open = await browser.tabs.query({});
        await gate.passed(
          sender.tabId,
          open.flatMap(({ id }) => id ?? []),
        );
      },
      'warning/displaced': async (_, sender) => {
        if (await warnings.isDanger(sender.tabId)) await openHelp('warning', sender.tabId);
      },
      'warning/help': ({ page }, sender) => openHelp(page, sender.tabId),
      'guard/moment': (moment, sender) => notes.requestFor(sender, moment),
      'guard/noted': ({ act, known }, sender) => answers.noted(sender.tabId, act, known),
      'guard/look': (about, { tabId, frameId }) => warnings.lookAt(tabId, about && { frameId, ids: about.ids }),
      'money/moment': (_, sender) => gate.standsBefore(sender),
      'tab/verdict': async ({ tabId }) =>
        speech.titled(await frames.verdictOf(tabId, (await browser.tabs.get(tabId)).status === 'loading')),
      'tab/request': ({ tabId }) => warnings.requestAbout(tabId),
      'tab/exit': ({ tabId, host, exit, rule }) => answers.exit(tabId, exit, rule, host),
      'tab/reveal': ({ tabId, frameId, id }) => frames.reveal(tabId, frameId, id),
      'site/switch': async ({ tabId, host, on }) => {
        const open = await browser.tabs.query({});
        const isPrivate = tabId !== undefined && open.some(({ id, incognito }) => id === tabId && incognito);
        // What is switched in a private window concerns no other.
        const same = open.filter(({ url = '', incognito }) => hostOf(url) === host && (incognito || !isPrivate));
        return frames.switchSite(
          host,
          on,
          same.flatMap(({ id }) => id ?? []),
          isPrivate,
        );
      },
    });

    browser.tabs.onUpdated.addListener((tabId, { status, url }, tab) => {
      // Of a page that is kept from us, the browser's own or a withheld one, we hear that it loads, and no address.
      if (status !== undefined || url !== undefined) void frames.moved(tabId, isReadable(tab) ? url : '');
    });
    browser.commands.onCommand.addListener(async (command) => {
      const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
      if (command === NEXT_WORDS && tab?.id !== undefined) await frames.revealNext(tab.id);
    });
    watchAccess(async () => frames.followAccess(await openTabs()));
    browser.tabs.onRemoved.addListener((tabId) => void tabs.forget(tabId));
    const label = async () => labelQuestions(copyOf(await settings.language()).browser);
    browser.runtime.onInstalled.addListener(async ({ reason }) => {
      void label();
      if (reason === 'install' || reason === 'update') void enterOpenTabs();
      // A sign that was never announced would not be missed on a fake. The page shows it once it is drawn.
      if (reason === 'install') await browser.tabs.create({ url: browser.runtime.getURL('options.html?first') });
      await settings.seal();
    });
    // The browser itself may have changed its language.
    browser.runtime.onStartup.addListener(() => void label());
    settings.watch(async () => {
      void label();
      const open = await browser.tabs.query({});
      await warnings.dressAnew(open.flatMap((tab) => tab.id ?? []));
    });
    watchQuestions();
    // At every wake: on a quiet fortnight nothing else is written that would take the old along.
    void memory.tidy();
  },
});
