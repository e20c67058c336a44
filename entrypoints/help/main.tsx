import catalogIn from 'virtual:spoken-catalog';
import { render } from 'preact';
import { FACES, familyOf } from '../../advice/guidance.ts';
import { metBefore } from '../../advice/journal.ts';
import { browser } from '../../platform/browser.ts';
import { hostOf } from '../../platform/host.ts';
import { JournalStore } from '../../platform/journal-store.ts';
import { send } from '../../platform/messages.ts';
import type { WarningRequest } from '../../platform/protocol.ts';
import { Settings } from '../../platform/settings.ts';
import { adoptStyles } from '../../ui/adopt-styles.ts';
import { type Face, quotesOf } from '../../ui/card-matter.ts';
import { copyOf } from '../../ui/copy/copies.ts';
import type { Copy } from '../../ui/copy/copy.ts';
import type { TransferEvidence } from '../../ui/evidence.ts';
import { FamilyCard } from '../../ui/family-card.tsx';
import { drawFamilyPicture } from '../../ui/family-picture.ts';
import type { SealId } from '../../ui/seal.tsx';
import { StandIn } from '../../ui/stand-in.tsx';
import { familyStyles, standInStyles, transferredStyles } from '../../ui/surface-styles.ts';
import { Transferred } from '../../ui/transferred.tsx';
import { WarningCard } from '../../ui/warning-card.tsx';
import { bareAddress, evidenceFile, hashOf } from './evidence-file.ts';

/** Pages of ours about a tab: `help.html?page=family|transferred|warning&tab=…`. */
const parameters = new URLSearchParams(location.search);
const tabId = Number(parameters.get('tab') ?? Number.NaN);
const wanted = parameters.get('page');
const settings = new Settings();
/** Earlier steps that are told; the newest. */
const MOST_MET = 30;
const tab = Number.isInteger(tabId) ? await browser.tabs.get(tabId).catch(() => null) : null;
/** When the person came here: it does not move on while they write. */
const opened = Date.now();

/** What was seen is looked up once: the tab may go on while this page is read. */
const first = await ask();
const page = wanted === 'family' || (wanted === 'warning' && first) ? wanted : 'transferred';
const styles = { family: familyStyles, warning: standInStyles, transferred: transferredStyles }[page];
adoptStyles(document, ...styles);
const root = document.body;
await draw(first);
// Language or size was changed elsewhere: the same matter in other words; what was written here stays.
settings.watch(async () => draw((await ask()) ?? first));

async function ask(): Promise<WarningRequest | null> {
  return Number.isInteger(tabId) ? ((await send('tab/request', { tabId })) ?? null) : null;
}

async function draw(request: WarningRequest | null): Promise<void> {
  const language = await settings.language();
  const copy = copyOf(language);
  const { size } = await settings.looks();
  const time = new Intl.DateTimeFormat(copy.lang, { dateStyle: 'long', timeStyle: 'short' }).format(opened);
  document.documentElement.lang = copy.lang;
  document.title = page === 'warning' ? copy.product : copy[page].title;
  if (page === 'family') return showFamily(request);
  if (page === 'warning' && request) return showWarning(request);
  return showTransferred(request);

  function showFamily(about: WarningRequest | null): void {
    const matter = about && {
      words: quotesOf(about.findings),
      category: about.advice.category.name,
      reason: about.advice.rule.summary,
      time,
    };
    const picture = () => drawFamilyPicture(copy, matter!, document.createElement('canvas'));
    render(
      <FamilyCard
        copy={copy}
        size={size}
        matter={matter}
        onSavePicture={async () => save(await picture(), `${copy.family.title}.png`)}
        {...('ClipboardItem' in globalThis && {
          // The promise goes in as it is: the permission to write lasts only as long as the click.
          onCopyPicture: () => navigator.clipboard.write([new ClipboardItem({ 'image/png': picture() })]),
        })}
        onCopyText={(text) => navigator.clipboard.writeText(text)}
      />,
      root,
    );
  }

  /** The warning on ground that no page can take from under it. */
  function showWarning({ advice, findings, host, seenStages, face, look, surface }: WarningRequest): void {
    render(
      <StandIn copy={copy} size={size}>
        <WarningCard
          copy={copy}
          size={size}
          level={surface === 'small' ? 'caution' : 'danger'}
          face={(face % FACES) as Face}
          findings={findings}
          texts={advice}
          seenStages={seenStages}
          seal={look.seal as SealId}
          onExit={async (exit) => {
            await send('tab/exit', { tabId, host, exit, rule: findings[0]?.rule ?? '' });
            window.close();
          }}
          onReveal={async ({ frameId, id }) => {
            await browser.tabs.update(tabId, { active: true });
            await send('tab/reveal', { tabId, frameId, id });
          }}
          onAskFamily={() => open('family')}
          onTransferred={() => open('transferred')}
        />
      </StandIn>,
      root,
    );
  }

  async function showTransferred(about: WarningRequest | null): Promise<void> {
    const catalog = catalogIn(language);
    const findings = about?.findings ?? [];
    const address = bareAddress(tab?.url ?? '');
    const rules = [...new Set(findings.map(({ rule }) => rule))];
    const evidence: TransferEvidence = {
      words: quotesOf(findings),
      tricks: [...new Set(findings.map(({ category }) => catalog.categories[category]?.name ?? category))],
      rules: rules.map((rule) => `${catalog.rules[rule]?.title ?? ''} (${rule})`),
      rulesVersion: catalog.version,
      // A title without an address is the browser's own page.
      pageTitle: address === '' ? '' : (tab?.title ?? ''),
      address,
      met: await met(copy, catalog, about),
      time,
    };
    const hashes = { masked: await hashOf(evidence, true), whole: await hashOf(evidence, false) };
    render(
      <Transferred
        copy={copy}
        size={size}
        evidence={evidence}
        hashes={hashes}
        hotlines={['110', '96110'].map((number) => ({ number, ...catalog.hotlines[number]! }))}
        category={about?.advice.category.name ?? copy.transferred.blank}
        onSave={async (format, notes, masked) => {
          const type = format === 'html' ? 'text/html' : 'application/json';
          const file = await evidenceFile(format, copy, evidence, notes, masked);
          save(new Blob([file], { type: `${type};charset=utf-8` }), `${copy.transferred.preview}.${format}`);
        }}
        onPrint={() => window.print()}
        onCopy={(text) => navigator.clipboard.writeText(text)}
        onDone={() => window.close()}
      />,
      root,
    );
  }
}

/**
 * What the journal says of the last days, of this script where there is one: another that was met is no evidence of it.
 * Of a private window nothing was kept, and nothing else belongs to it.
 */
async function met(copy: Copy, catalog: ReturnType<typeof catalogIn>, about: WarningRequest | null): Promise<string[]> {
  if (tab?.incognito) return [];
  const dated = new Intl.DateTimeFormat(copy.lang, { dateStyle: 'medium', timeStyle: 'short' });
  const script = about && (about.findings[0]?.category ?? about.advice.rule.category);
  const entries = (await new JournalStore().entries()).filter(
    ({ category }) => script === null || familyOf(catalog, category) === familyOf(catalog, script),
  );
  const seen = metBefore(entries, { host: hostOf(tab?.url ?? ''), findings: about?.findings ?? [] }, opened);
  // Several steps of one page came at the same minute: one line, as one would say it on the phone.
  const lines = new Map<string, string[]>();
  for (const { time, host, category, stage } of seen.slice(-MOST_MET)) {
    const where = [dated.format(time), host, catalog.categories[category]?.name ?? category].join(' · ');
    lines.set(where, [...(lines.get(where) ?? []), copy.stages[stage]]);
  }
  return [...lines].map(([where, stages]) => `${where} · ${stages.join('、')}`);
}

function open(next: 'family' | 'transferred'): void {
  location.search = new URLSearchParams({ page: next, tab: String(tabId) }).toString();
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The download has its own hold on the blob by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
