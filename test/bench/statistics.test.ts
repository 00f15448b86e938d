import { describe, expect, test } from 'vitest';
import { againstBest, floor, type Finding } from './findings.js';
import { findingsTable } from './table.js';
import { best, interleave, median, own, ratio, shuffle } from './statistics.js';

describe('the figures of the bench', () => {
  test('a median is the middle, or the mean of the two in the middle', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 100])).toBe(3.5);
    expect(() => median([])).toThrow('no median');
  });

  test('shuffling keeps every item once', () => {
    expect(shuffle([1, 2, 3, 4, 5]).toSorted()).toEqual([1, 2, 3, 4, 5]);
  });

  test('every case runs once a round, each time after its warm-up', async () => {
    const ran: string[] = [];
    const note = (text: string, value: number) => async () => {
      ran.push(text);
      return value;
    };
    const cases = [
      { name: 'a', run: note('a', 2), warmUp: note('warm a', 0) },
      { name: 'b', run: note('b', 3), warmUp: note('warm b', 0) },
    ];
    const samples = await interleave(cases, 3, own);
    expect([...samples]).toEqual([
      ['a', [2, 2, 2]],
      ['b', [3, 3, 3]],
    ]);
    expect(ran.length).toBe(12);
    ran.forEach((text, place) => {
      if (place % 2 === 0) expect(ran[place + 1]).toBe(text.replace('warm ', ''));
    });
  });

  test('ratios of the bench are taken within a round: a slow round changes none of them', () => {
    const samples = new Map([
      ['us', [1, 10, 1]],
      ['peer', [2, 20, 2]],
    ]);
    expect(ratio(samples, 'us', 'peer')).toBe(0.5);
  });

  test('the best peer is the one that takes least, and nobody else is beside us', () => {
    const samples = new Map([
      ['ai-sdk-qwen', [1, 1]],
      [floor, [0.5, 0.5]],
      ['slow', [8, 8]],
      ['fast', [4, 4]],
    ]);
    expect(best(samples, ['slow', 'fast'])).toBe('fast');
    expect(againstBest(samples, ['slow', 'fast'])).toEqual({ 'ai-sdk-qwen': 0.25, [floor]: 0.125, fast: 1 });
  });

  test('the table says what a goal is, and which one is not met', () => {
    const finding = (values: Record<string, number>): Finding => ({
      row: 'r',
      work: 'Work',
      unit: '×',
      values,
      goal: 4,
    });
    const report = { date: '2026-01-01', node: 'v20.0.0', cores: 2, peers: { V1: ['p 1', 'q 2'], V4: [] } };
    const findings = [
      finding({ 'ai-sdk-qwen': 3.5, 'p 1': 12.25, 'q 2': 8 }),
      finding({ 'ai-sdk-qwen': 5, [floor]: 3 }),
    ];
    expect(
      findingsTable({ ...report, findings })
        .split('\n')
        .slice(2),
    ).toEqual(['| Work | 3.5 × | – | 8 × to 12.3 × | – | ≤ 4 × |', '| Work | 5 × | 3 × | – | – | ≤ 4 ×, not met |']);
  });
});
