import { FACES } from '../../advice/guidance.ts';
import { browser } from '../../platform/browser.ts';
import { send } from '../../platform/messages.ts';
import type { HelpPage, WarningRequest } from '../../platform/protocol.ts';
import type { Face } from '../../ui/card-matter.ts';
import type { SealId } from '../../ui/seal.tsx';
import { StandIn } from '../../ui/stand-in.tsx';
import { WarningCard } from '../../ui/warning-card.tsx';
import type { Dress } from './dress.ts';

interface WarningPageProps {
  dress: Dress;
  tabId: number;
  request: WarningRequest;
  onOpen: (page: HelpPage) => void;
}

/** The warning on ground that no page can take from under it. */
export function WarningPage({ dress: { copy, size }, tabId, request, onOpen }: WarningPageProps) {
  const { advice, findings, others, host, seenStages, kin, face, look, surface } = request;
  return (
    <StandIn copy={copy} size={size}>
      <WarningCard
        copy={copy}
        size={size}
        level={surface === 'small' ? 'caution' : 'danger'}
        face={(face % FACES) as Face}
        findings={findings}
        others={others}
        texts={advice}
        seenStages={seenStages}
        kin={kin}
        seal={look.seal as SealId}
        onExit={async (exit) => {
          await send('tab/exit', { tabId, host, exit, rule: findings[0]?.rule ?? '' });
          window.close();
        }}
        onReveal={async ({ frameId, id }) => {
          await browser.tabs.update(tabId, { active: true });
          await send('tab/reveal', { tabId, frameId, id });
        }}
        onAskFamily={() => onOpen('family')}
        onTransferred={() => onOpen('transferred')}
      />
    </StandIn>
  );
}
