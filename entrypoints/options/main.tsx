import catalogIn from 'virtual:spoken-catalog';
import { render } from 'preact';
import { current } from '../../advice/journal.ts';
import type { Kin } from '../../advice/kin.ts';
import { heardAgain, isOfToday, noQuiet, type Remembered } from '../../advice/ladder.ts';
import { askForEveryPage, mayReadEveryPage, watchAccess } from '../../platform/host-access.ts';
import { JournalStore } from '../../platform/journal-store.ts';
import { send } from '../../platform/messages.ts';
import { type KinAnswer, Settings } from '../../platform/settings.ts';
import { adoptStyles } from '../../ui/adopt-styles.ts';
import { copyOf } from '../../ui/copy/copies.ts';
import { OptionsView } from '../../ui/options-view.tsx';
import { optionsStyles } from '../../ui/surface-styles.ts';
import { journalLines } from './journal-lines.ts';
import { silencedSites } from './silenced.ts';

/** The settings page. What changes elsewhere (popup, another tab) shows here at once. */
const settings = new Settings();
const journal = new JournalStore(noQuiet);
/** `options.html?first`: opened by the installation. */
const first = new URLSearchParams(location.search).has('first');

/** What became of 家里人 as given last, and what was given where it was not kept; null before. */
let kinAnswer: KinAnswer | null = null;
let unkept: Kin | null = null;

adoptStyles(document, ...optionsStyles);
settings.watch(() => void draw());
journal.watch(() => void draw());
watchAccess(() => void draw());
await draw();

async function draw(): Promise<void> {
  const speaks = await settings.language();
  const copy = copyOf(speaks);
  const catalog = catalogIn(speaks);
  const [{ size, seal, language }, kin, sites, entries, { muted }, unread, open] = await Promise.all([
    settings.looks(),
    settings.kin(),
    settings.sites(),
    journal.entries(),
    journal.quiet(),
    journal.holdsUnread(),
    mayReadEveryPage(),
  ]);
  const problem = (await settings.whatIsWrong()) ?? (await journal.whatIsWrong());
  document.documentElement.lang = copy.lang;
  document.title = copy.options.title;
  const dated = new Intl.DateTimeFormat(copy.lang, { dateStyle: 'medium', timeStyle: 'short' });
  render(
    <OptionsView
      copy={copy}
      size={size}
      seal={seal}
      language={language}
      // What was not kept is not lost: it stands where it was written, to be mended.
      kin={unkept ?? kin}
      kinAnswer={kinAnswer}
      sites={silencedSites(sites, muted, Date.now())}
      journal={journalLines(current(entries, Date.now())).map(({ category, host, time, stages }) => ({
        id: `${time} ${category} ${host}`,
        category: catalog.categories[category]?.name ?? category,
        stages: stages.map((stage) => copy.stages[stage]),
        host,
        time: dated.format(time),
      }))}
      unread={unread}
      version={catalog.version}
      first={first}
      problem={problem}
      onSize={(next) => void settings.setLooks({ size: next }).then(draw)}
      onSeal={(next) => void settings.setLooks({ seal: next }).then(draw)}
      onLanguage={(next) => void settings.setLooks({ language: next }).then(draw)}
      onKin={(next) => keep(next).then(draw)}
      onRestoreSite={(host) => void restore(host).then(draw)}
      onLetIn={open ? undefined : askForEveryPage}
      onClearJournal={() => void journal.clear(isMuted).then(draw)}
    />,
    document.body,
  );
}

/** 家里人: whom to ask first. */
async function keep(kin: Kin): Promise<void> {
  kinAnswer = await settings.setKin(kin);
  unkept = kinAnswer === 'kept' || kinAnswer === 'cleared' ? null : kin;
}

/** 今天这个网站别再提醒: for the day on which it was said. */
function isMuted(entry: Remembered): boolean {
  return isOfToday(entry, Date.now());
}

/** Hears a site again however it was silenced. */
async function restore(host: string): Promise<void> {
  await settings.forgetWrong(host);
  await journal.changeQuiet((quiet) => heardAgain(quiet, host, Date.now()));
  // Last, because pages of the site that are open begin anew.
  await send('site/switch', { host, on: true });
}
