import catalogIn from 'virtual:spoken-catalog';
import { familyOf } from '../../advice/guidance.ts';
import { metBefore } from '../../advice/journal.ts';
import { noQuiet } from '../../advice/ladder.ts';
import { type Catalog, hotlinesOf, URGENT_GUIDANCE } from '../../engine/catalog.ts';
import { hostOf } from '../../platform/host.ts';
import { JournalStore } from '../../platform/journal-store.ts';
import type { WarningRequest } from '../../platform/protocol.ts';
import { quotesOf } from '../../ui/card-matter.ts';
import type { TransferEvidence } from '../../ui/evidence.ts';
import { Transferred, type TransferredProps } from '../../ui/transferred.tsx';
import type { Dress } from './dress.ts';
import { bareAddress, evidenceFile, hashOf } from './evidence-file.ts';
import { metLines } from './met-lines.ts';
import { save } from './save.ts';

/** Earlier steps that are told; the newest. */
const MOST_MET = 30;

/** The tab that is spoken of, as far as the browser tells of it. */
interface AboutTab {
  url?: string;
  title?: string;
  incognito: boolean;
}

/** What the page of 我已经转账了 says. */
export interface TransferMatter extends Pick<TransferredProps, 'evidence' | 'hashes' | 'hotlines' | 'kind' | 'kinds'> {
  dress: Dress;
}

/**
 * Gathers it from what was said on the tab, from the tab and from the journal.
 *
 * @param about null where nothing was said
 * @param tab null where it has gone
 * @param opened when the person came here, milliseconds since 1970
 */
export async function transferMatter(
  dress: Dress,
  about: WarningRequest | null,
  tab: AboutTab | null,
  opened: number,
): Promise<TransferMatter> {
  const { time } = dress;
  const catalog = catalogIn(dress.language);
  const findings = about?.findings ?? [];
  const script = findings[0]?.category ?? null;
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
    met: await met(dress, catalog, findings, tab, opened),
    time,
  };
  return {
    dress,
    evidence,
    hashes: { masked: await hashOf(evidence, true), whole: await hashOf(evidence, false) },
    hotlines: hotlinesOf(catalog.guidance[URGENT_GUIDANCE]?.hotlines ?? [], catalog.hotlines),
    // What was met on other days is no evidence of what happened now: then the person says it.
    kind: script,
    kinds: Object.entries(catalog.categories).map(([slug, { name }]) => ({ slug, name })),
  };
}

/** 我已经转账了. */
export function TransferredPage({ dress: { copy, size }, ...matter }: TransferMatter) {
  return (
    <Transferred
      copy={copy}
      size={size}
      {...matter}
      onSave={async (format, notes, masked) => {
        const type = format === 'html' ? 'text/html' : 'application/json';
        const file = await evidenceFile(format, copy, matter.evidence, notes, masked);
        save(new Blob([file], { type: `${type};charset=utf-8` }), `${copy.transferred.file}.${format}`);
      }}
      onPrint={() => window.print()}
      onCopy={(text) => navigator.clipboard.writeText(text)}
      onDone={() => window.close()}
    />
  );
}

/**
 * What the journal says of the last days, of this script where there is one: another that was met is no evidence of it.
 * Of a private window nothing was kept, and nothing else belongs to it.
 */
async function met(
  { copy }: Dress,
  catalog: Catalog,
  findings: WarningRequest['findings'],
  tab: AboutTab | null,
  opened: number,
): Promise<string[]> {
  if (tab?.incognito) return [];
  const dated = new Intl.DateTimeFormat(copy.lang, { dateStyle: 'medium', timeStyle: 'short' });
  const script = findings[0]?.category;
  const entries = (await new JournalStore(noQuiet).entries()).filter(
    ({ category }) => script === undefined || familyOf(catalog, category) === familyOf(catalog, script),
  );
  const seen = metBefore(entries, { host: hostOf(tab?.url ?? ''), findings }, opened);
  const name = (category: string) => catalog.categories[category]?.name ?? category;
  return metLines(
    seen.slice(-MOST_MET),
    ({ time, host, category }) => [dated.format(time), host, name(category)],
    copy,
  );
}
