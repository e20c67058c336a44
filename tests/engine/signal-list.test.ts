import { expect, test } from 'vitest';
import type { SignalEntry } from '../../engine/ruleset.ts';
import { packedSignals, SignalList } from '../../engine/signal-list.ts';

test('SignalList gives back the signals', () => {
  const signals: SignalEntry[] = [
    { name: '零门槛', stage: 'lure', strength: 'medium' },
    { name: '收款', stage: 'silence', strength: 'weak', except: 0 },
    { name: '先付钱', stage: 'harvest', strength: 'strong', except: 2 },
  ];
  const list = new SignalList(packedSignals(signals));
  expect(list.length).toBe(3);
  for (const [i, { name, stage, strength, except }] of signals.entries()) {
    expect([list.nameOf(i), list.stageOf(i), list.strengthOf(i), list.exceptOf(i)]).toEqual([
      name,
      stage,
      strength,
      except,
    ]);
  }
});
