import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { STAGES } from '../../engine/rule.ts';
import { type BaseLure, fnv1a, HANDLES, TRANSFORMS, variantsOf } from './variants.ts';

/** One line of a corpus file. `category` is null only for ordinary texts. */
interface Line {
  readonly id: string;
  readonly text: string;
  readonly label: 'fraud' | 'benign' | 'hard_benign';
  readonly category: string | null;
  readonly register: string;
  readonly from: string;
  readonly split: 'open' | 'held';
  readonly stage?: string;
  readonly note?: string;
  readonly quote?: string;
  /** The label is arguable: report with and without. */
  readonly gray?: boolean;
}

const CATEGORIES =
  'brushing porn-brushing investment crypto romance shopping game-trade customer-service screen-share credit-record loan authority acquaintance ai-impersonation military sextortion underground job-fee skill-gig course overseas-job mule minors teacher ticket flight phishing-sms subsidy lottery gift-card elderly recovery'.split(
    ' ',
  );
/** Longest run of Han characters two texts may share, in characters, exclusive. */
const SHARED_RUN = 14;

const lures = linesOf('lures.jsonl');
const lookalikes = linesOf('lookalikes.jsonl');
const mixed = linesOf('mixed.jsonl');
const all = [...lures, ...lookalikes, ...mixed];

function linesOf(file: string): Line[] {
  return readFileSync(new URL(file, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

function countOf(lines: readonly Line[], category: string): number {
  return lines.filter((line) => line.category === category).length;
}

describe('corpus', () => {
  it('has 32 categories and unique ids', () => {
    expect(new Set(CATEGORIES).size).toBe(32);
    expect(new Set(all.map((line) => line.id)).size).toBe(all.length);
  });

  it('is as large as promised', () => {
    expect(lures.length).toBeGreaterThanOrEqual(330);
    expect(lookalikes.length).toBeGreaterThanOrEqual(640);
    expect(mixed.length).toBeGreaterThanOrEqual(20);
    expect(countOf(lures, 'brushing')).toBeGreaterThanOrEqual(60);
    for (const category of ['customer-service', 'loan', 'investment', 'authority', 'mule', 'job-fee']) {
      expect(countOf(lures, category), category).toBeGreaterThanOrEqual(18);
    }
  });

  it('covers every category with lures and look-alikes', () => {
    for (const category of CATEGORIES) {
      expect(countOf(lures, category), `lures of ${category}`).toBeGreaterThanOrEqual(5);
      expect(countOf(lookalikes, category), `look-alikes of ${category}`).toBeGreaterThanOrEqual(5);
    }
  });

  it('has well-formed fields', () => {
    for (const line of all) {
      expect(line.from, line.id).toBe('编写');
      expect(line.register, line.id).toMatch(/\S/);
      expect(line.text, line.id).toBe(line.text.trim());
      if (line.label === 'benign') expect(line.category, line.id).toBeNull();
      else expect(CATEGORIES, line.id).toContain(line.category);
      if (line.label === 'fraud') expect(STAGES, line.id).toContain(line.stage);
      else expect(line.note, line.id).toMatch(/\S/);
    }
    expect(lures.every((line) => line.label === 'fraud')).toBe(true);
    expect(lookalikes.every((line) => line.label !== 'fraud')).toBe(true);
    expect(lures.filter((line) => line.gray).length).toBeLessThan(lures.length / 10);
    expect(new Set(lures.map((line) => line.stage))).toEqual(new Set(STAGES));
  });

  it('keeps lures between 12 and 300 characters and look-alikes below 600', () => {
    for (const line of lures) {
      expect(line.text.length, line.id).toBeGreaterThanOrEqual(12);
      expect(line.text.length, line.id).toBeLessThanOrEqual(300);
    }
    for (const line of lookalikes) {
      expect(line.text.length, line.id).toBeGreaterThanOrEqual(8);
      expect(line.text.length, line.id).toBeLessThanOrEqual(600);
    }
  });

  it('holds out the third that the hash of the id chooses', () => {
    for (const line of all) expect(line.split, line.id).toBe(fnv1a(line.id) % 3 === 0 ? 'held' : 'open');
    for (const lines of [lures, lookalikes]) {
      const share = lines.filter((line) => line.split === 'held').length / lines.length;
      expect(share).toBeGreaterThan(0.28);
      expect(share).toBeLessThan(0.39);
    }
  });

  it(`shares no run of ${SHARED_RUN} Han characters between two texts`, () => {
    const owner = new Map<string, string>();
    const shared: string[] = [];
    for (const line of all) {
      for (const run of line.text.replaceAll('\u200b', '').match(/\p{Script=Han}+/gu) ?? []) {
        for (let start = 0; start + SHARED_RUN <= run.length; start += 1) {
          const piece = run.slice(start, start + SHARED_RUN);
          const first = owner.get(piece);
          if (first === undefined) owner.set(piece, line.id);
          else if (first !== line.id) shared.push(`${first} ${line.id} ${piece}`);
        }
      }
    }
    expect(shared).toEqual([]);
  });

  it('uses only placeholder domains', () => {
    for (const line of all) {
      for (const [host] of line.text.matchAll(
        /[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|cn|cc|top|net|org|xyz|vip|app)\b/gi,
      )) {
        expect(['example.com', 'api.example.com', 'nhsa.gov.cn', 'wx.app'], `${line.id} ${host}`).toContain(
          host.toLowerCase(),
        );
      }
    }
  });

  it('names exactly one block in every mixed text', () => {
    for (const line of mixed) {
      const blocks = line.text.split('\n\n');
      expect(blocks.length, line.id).toBeGreaterThanOrEqual(3);
      expect(blocks.filter((block) => block === line.quote).length, line.id).toBe(1);
    }
  });
});

describe('variants', () => {
  const base = JSON.parse(readFileSync(new URL('base-lures.json', import.meta.url), 'utf8')) as BaseLure[];
  const variants = variantsOf(base);

  it('starts from open lures whose contact is cut out', () => {
    expect(base.length).toBeGreaterThanOrEqual(40);
    for (const lure of base) {
      const line = lures.find((candidate) => candidate.id === lure.id);
      expect(line?.text, lure.id).toBe(lure.before + lure.contact + lure.after);
      expect(line?.category, lure.id).toBe(lure.category);
      expect(line?.split, lure.id).toBe('open');
    }
  });

  it('is large, varied and without repeats', () => {
    expect(variants.length).toBeGreaterThanOrEqual(500);
    expect(new Set(HANDLES.map((handle) => handle.name)).size).toBeGreaterThanOrEqual(20);
    expect(new Set(variants.map((variant) => variant.id)).size).toBe(variants.length);
    expect(new Set(variants.map((variant) => variant.text)).size).toBe(variants.length);
    for (const transform of TRANSFORMS) {
      const uses = variants.filter((variant) => variant.transform === transform.name).length;
      expect(uses, transform.name).toBeGreaterThanOrEqual(20);
    }
  });

  it('is deterministic', () => {
    expect(variantsOf(base)).toEqual(variants);
  });
});
