import { adviceFor, findingsOfScript, foretold, otherScripts } from '../../advice/guidance.ts';
import type { Catalog, Language } from '../../engine/catalog.ts';
import type { BadgeState } from '../../platform/badge.ts';
import type { SpokenVerdict, TabVerdict, WarningRequest, Words } from '../../platform/protocol.ts';
import type { Settings } from '../../platform/settings.ts';
import type { View } from './tab-view.ts';

export interface SpeechParts {
  settings: Settings;
  /** What people read. */
  spoken: (language: Language) => Catalog;
  words: (language: Language) => Words;
  badgeTitles: (language: Language) => Record<BadgeState, string>;
}

/** What is said of a tab, in the person's language and looks. */
export class Speech {
  readonly #parts: SpeechParts;

  constructor(parts: SpeechParts) {
    this.#parts = parts;
  }

  /** Null when the catalog does not know the trick. */
  async request(view: View, surface: WarningRequest['surface'], face: number): Promise<WarningRequest | null> {
    const { spoken, settings, words } = this.#parts;
    const language = await settings.language();
    const catalog = spoken(language);
    const { verdict, finding, met, episode } = view;
    const [lastMet = null] = met;
    // The gate speaks of the script that leads to the money, which may have been met on other sites.
    const about = surface === 'gate' ? (lastMet ?? finding) : (finding ?? lastMet);
    const advice = about && adviceFor(about, catalog);
    if (about === null || advice === null) return null;
    const findings = finding ? findingsOfScript(finding, verdict.findings, catalog) : [];
    const ahead = foretold(about, [...findings, ...met], episode.stages, catalog);
    const { name, phone } = await settings.kin();
    return {
      surface,
      findings,
      others: finding ? otherScripts(finding, verdict.findings, catalog) : [],
      host: verdict.host,
      seenStages: episode.stages,
      advice: { ...advice, rule: { ...advice.rule, ...ahead } },
      words: words(language),
      look: { seal: await settings.seal(), size: (await settings.looks()).size },
      kin: name === '' && phone === '' ? null : { name, hasPhone: phone !== '' },
      face,
      asked: false,
    };
  }

  async titled(verdict: TabVerdict): Promise<SpokenVerdict> {
    const { rules } = this.#parts.spoken(await this.#parts.settings.language());
    const titles = verdict.findings.map(({ rule }) => [rule, rules[rule]?.title ?? rule]);
    return { ...verdict, titles: Object.fromEntries(titles) };
  }

  async badgeTitle(state: BadgeState): Promise<string> {
    const { settings, badgeTitles } = this.#parts;
    return badgeTitles(await settings.language())[state];
  }
}
