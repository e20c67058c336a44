import catalog from 'virtual:catalog';
import { render } from 'preact';
import { FACES } from '../../advice/guidance.ts';
import { browser } from '../../platform/browser.ts';
import { send } from '../../platform/messages.ts';
import type { WarningRequest } from '../../platform/protocol.ts';
import { Settings } from '../../platform/settings.ts';
import { adoptStyles } from '../../ui/adopt-styles.ts';
import { copyOf } from '../../ui/copy/copies.ts';
import { FamilyCard } from '../../ui/family-card.tsx';
import { drawFamilyPicture } from '../../ui/family-picture.ts';
import type { SealId } from '../../ui/seal.tsx';
import { cardStyles, familyStyles, transferredStyles } from '../../ui/surface-styles.ts';
import { type TransferEvidence, Transferred } from '../../ui/transferred.tsx';
import { type Face, WarningCard } from '../../ui/warning-card.tsx';
import { bareAddress, evidenceFile, hashOf } from './evidence-file.ts';

/** Pages of ours about a tab: `help.html?page=family|transferred|warning&tab=…`. */
const parameters = new URLSearchParams(location.search);
const tabId = Number(parameters.get('tab') ?? Number.NaN);
const settings = new Settings();
const copy = copyOf(await settings.language());
const { size } = await settings.looks();
const request = Number.isInteger(tabId) ? ((await send('tab/request', { tabId })) ?? null) : null;
const tab = Number.isInteger(tabId) ? await browser.tabs.get(tabId).catch(() => null) : null;
const time = new Intl.DateTimeFormat(copy.lang, { dateStyle: 'long', timeStyle: 'short' }).format(Date.now());

document.documentElement.lang = copy.lang;
const page = parameters.get('page');
if (page === 'family' && request) showFamily(request);
else if (page === 'warning' && request) showWarning(request);
else await showTransferred();

function showFamily({ advice, findings }: WarningRequest): void {
  document.title = copy.family.title;
  adoptStyles(document, ...familyStyles);
  const matter = { words: quotesOf(findings), category: advice.category.name, reason: advice.rule.summary, time };
  render(
    <FamilyCard
      copy={copy}
      size={size}
      matter={matter}
      onSavePicture={async () =>
        save(await drawFamilyPicture(copy, matter, document.createElement('canvas')), `${copy.family.title}.png`)
      }
      onCopyText={(text) => void navigator.clipboard.writeText(text)}
    />,
    document.body,
  );
}

/** The warning on ground that no page can take from under it. */
function showWarning({ advice, findings, seenStages, face, look, surface }: WarningRequest): void {
  document.title = copy.product;
  adoptStyles(document, ...cardStyles);
  const dock = document.createElement('div');
  dock.className = 'dock';
  document.body.append(dock);
  const back = () => browser.tabs.update(tabId, { active: true });
  render(
    <WarningCard
      copy={copy}
      size={size}
      level={surface === 'small' ? 'caution' : 'danger'}
      face={(face % FACES) as Face}
      findings={findings}
      texts={advice}
      seenStages={seenStages}
      seal={look.seal as SealId}
      onExit={() => window.close()}
      onReveal={async ({ frameId, id }) => {
        await back();
        await send('tab/reveal', { tabId, frameId, id });
      }}
      onAskFamily={() => open('family')}
      onTransferred={() => open('transferred')}
    />,
    dock,
  );
}

async function showTransferred(): Promise<void> {
  document.title = copy.transferred.title;
  adoptStyles(document, ...transferredStyles);
  const names = (request?.findings ?? []).map(({ category }) => catalog.categories[category]?.name ?? category);
  const seen = {
    words: quotesOf(request?.findings ?? []),
    tricks: [...new Set(names)],
    pageTitle: tab?.title ?? '',
    address: bareAddress(tab?.url ?? ''),
    time,
  };
  const evidence: TransferEvidence | null = request ? { ...seen, hash: await hashOf(seen) } : null;
  const numbers =
    request?.advice.hotlines ?? ['110', '96110'].map((number) => ({ number, ...catalog.hotlines[number]! }));
  render(
    <Transferred
      copy={copy}
      size={size}
      evidence={evidence}
      hotlines={numbers}
      category={request?.advice.category.name ?? copy.transferred.blank}
      onSave={(format, notes, masked) => {
        if (evidence === null) return;
        const type = format === 'html' ? 'text/html' : 'application/json';
        const file = evidenceFile(format, copy, evidence, notes, masked);
        save(new Blob([file], { type: `${type};charset=utf-8` }), `${copy.transferred.preview}.${format}`);
      }}
      onPrint={() => window.print()}
      onCopy={(text) => void navigator.clipboard.writeText(text)}
      onDone={() => window.close()}
    />,
    document.body,
  );
}

function open(next: 'family' | 'transferred'): void {
  location.search = new URLSearchParams({ page: next, tab: String(tabId) }).toString();
}

function quotesOf(findings: WarningRequest['findings']): string[] {
  return [...new Set(findings.flatMap(({ evidence }) => evidence.map(({ quote }) => quote)))];
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The download has its own hold on the blob by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
