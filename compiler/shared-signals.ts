import type { Problem } from './problem.ts';
import type { RuleSources } from './read-rules.ts';
import type { SignalBuilder } from './signal-builder.ts';

/** The number of each shared signal, by its name. */
export function sharedSignals(
  sources: RuleSources,
  builder: SignalBuilder,
  problems: Problem[],
): ReadonlyMap<string, number> {
  const shared = new Map<string, number>();
  for (const source of sources.signals) {
    for (const [name, signal] of Object.entries(source.value.signals)) {
      if (shared.has(name)) problems.push(source.problem(['signals', name], `共享信号“${name}”已经在别的文件里定义过`));
      shared.set(name, builder.add(name, signal, source, ['signals', name]));
    }
  }
  return shared;
}

/** The signals of each shared slot, by its name. */
export function sharedSlots(
  sources: RuleSources,
  shared: ReadonlyMap<string, number>,
  problems: Problem[],
): Map<string, number[]> {
  const slots = new Map<string, number[]>();
  for (const source of sources.signals) {
    for (const [name, signals] of Object.entries(source.value.slots ?? {})) {
      const path = ['slots', name];
      if (shared.has(name) || slots.has(name)) problems.push(source.problem(path, `“${name}”已经是别的信号或槽的名字`));
      const indexes = signals.flatMap((signal, place) => {
        const index = shared.get(signal);
        if (index === undefined)
          problems.push(source.problem([...path, place], `rules/signals/ 里没有共享信号“${signal}”`));
        return index === undefined ? [] : [index];
      });
      slots.set(name, indexes);
    }
  }
  return slots;
}
