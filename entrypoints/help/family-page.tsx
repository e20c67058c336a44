import type { Kin } from '../../advice/kin.ts';
import type { WarningRequest } from '../../platform/protocol.ts';
import { quotesOf } from '../../ui/card-matter.ts';
import { FamilyCard } from '../../ui/family-card.tsx';
import { drawFamilyPicture } from '../../ui/family-picture.ts';
import type { Dress } from './dress.ts';
import { save } from './save.ts';

interface FamilyPageProps {
  dress: Dress;
  /** What was said on the tab; null where nothing was. */
  about: WarningRequest | null;
  kin: Kin;
}

/** 问问家人. */
export function FamilyPage({ dress, about, kin }: FamilyPageProps) {
  const { copy, size, time } = dress;
  const matter = about && {
    words: quotesOf(about.findings),
    category: about.advice.category.name,
    reason: about.advice.rule.summary,
    time,
  };
  const picture = () => drawFamilyPicture(copy, matter!, document.createElement('canvas'));
  return (
    <FamilyCard
      copy={copy}
      size={size}
      matter={matter}
      kin={kin}
      onSavePicture={async () => save(await picture(), `${copy.family.title}.png`)}
      {...('ClipboardItem' in globalThis && {
        // The promise goes in as it is: the permission to write lasts only as long as the click.
        onCopyPicture: () => navigator.clipboard.write([new ClipboardItem({ 'image/png': picture() })]),
      })}
      onCopyText={(text) => navigator.clipboard.writeText(text)}
    />
  );
}
