import { MAX_EXEMPTIONS, PHRASE_MARKER_REACH } from '../engine/exemption.ts';
import type { ExemptionEntry } from '../engine/ruleset.ts';
import type { Problem } from './problem.ts';
import type { RuleSources } from './read-rules.ts';
import type { SignalBuilder } from './signal-builder.ts';

/** The exemptions, each with its markers as a signal of its own. */
export function exemptionEntries(
  { entries: files, source }: RuleSources['exemptions'],
  builder: SignalBuilder,
  fold: (text: string) => string,
  problems: Problem[],
): ExemptionEntry[] {
  if (files.length > MAX_EXEMPTIONS)
    problems.push(source.problem(['exemptions'], `豁免有 ${files.length} 条，最多 ${MAX_EXEMPTIONS} 条`));
  return files.map((exemption, index) => ({
    id: exemption.id,
    scope: exemption.scope,
    signal: builder.add(
      exemption.id,
      {
        stage: 'lure',
        strength: 'weak',
        phrases: exemption.markers,
        ...(exemption.except ? { except: exemption.except } : {}),
      },
      source,
      ['exemptions', index],
      'markers',
    ),
    least: exemption.least ?? 1,
    reach: exemption.reach ?? PHRASE_MARKER_REACH,
    ...(exemption.through ? { through: fold(exemption.through) } : {}),
    ...(exemption.stages ? { stages: exemption.stages } : {}),
    evenWithContact: exemption.even_with_contact === 'true',
  }));
}
