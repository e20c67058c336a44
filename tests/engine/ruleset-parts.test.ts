import { describe, expect, test } from 'vitest';
import { loadCompiled } from '../../compiler/compiled.ts';
import { joined, partsOf } from '../../engine/ruleset-parts.ts';

const { ruleset } = await loadCompiled();

function bytes(part: object): number {
  const text = JSON.stringify(part);
  return text.length * ([...text].some((character) => character > '\u00ff') ? 2 : 1);
}

describe('partsOf', () => {
  const parts = partsOf(ruleset);
  const sent = JSON.parse(JSON.stringify(parts)) as typeof parts;

  test('joined again, it is the same ruleset', () => {
    expect(joined(sent)).toEqual(ruleset);
    // Each page joins parts of its own: nothing of the source was changed.
    expect(joined(JSON.parse(JSON.stringify(partsOf(ruleset))))).toEqual(ruleset);
  });

  test('no part is long', () => {
    // In bytes as it is sent: the filters' letters and the weights of wording take one each, all else two.
    expect(Math.max(...parts.map(bytes))).toBeLessThan(135_000);
    expect(parts.map(({ of }) => of)).toEqual(parts.map(() => parts.length));
  });

  test('a part that is missing is an error', () => {
    expect(() => joined(sent.slice(0, -1))).toThrow(TypeError);
    expect(() => joined(sent.slice(1))).toThrow(TypeError);
    expect(() => joined([])).toThrow(TypeError);
  });
});
