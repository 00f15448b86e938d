import { describe, expect, test } from 'vitest';
import { maxPriceOf, priceOf, spentOn } from '../../../src/command/verify/price.js';
import { planProbes, selectProbes } from '../../../src/command/verify/probes.js';

const probeOf = (id: string) => selectProbes([id])[0]!;
const reply = (body: object, status = 200) => ({ status, headers: {}, text: JSON.stringify(body), milliseconds: 1 });

// The list: https://help.aliyun.com/zh/model-studio/model-pricing
describe('the price of probes', () => {
  test.each(['singapore', 'beijing', 'virginia', undefined])(
    'the default ones cost less than $0.50 in %s',
    (region) => {
      const { probes } = planProbes({ only: undefined, budget: undefined, region });
      const sum = probes.reduce((total, probe) => total + priceOf(probe, region), 0);
      expect(sum).toBeGreaterThan(0.2);
      expect(sum).toBeLessThan(0.5);
    },
  );

  test('media cost about $0.25, and a request beyond a limit up to $4.20 if it is answered', () => {
    const probes = selectProbes(['media']);
    expect(probes.reduce((total, probe) => total + priceOf(probe, 'singapore'), 0)).toBeCloseTo(0.25, 1);
    const dearest = Math.max(...probes.map((probe) => maxPriceOf(probe, 'singapore')));
    expect(dearest).toBeGreaterThan(4);
    expect(dearest).toBeLessThan(4.2);
  });

  test('a refusal costs nothing, and the list price if it is answered', () => {
    const probe = probeOf('refusals/compatible/temperature/1');
    expect(priceOf(probe, 'beijing')).toBe(0);
    expect(maxPriceOf(probe, 'beijing')).toBeGreaterThan(0);
    const usage = { prompt_tokens: 1_000_000, completion_tokens: 0 };
    // The list has tiers: qwen-plus costs 4.8 yuan for a million tokens of a request this long.
    expect(spentOn(probe, reply({ usage }), 'beijing')).toBeCloseTo(4.8 / 7);
    expect(spentOn(probe, reply({ error: { message: 'no', code: 'x' } }, 400), 'beijing')).toBe(0);
    expect(spentOn(probe, reply({ code: 'x', message: 'no' }), 'beijing')).toBe(0);
    expect(spentOn(probe, reply({ choices: [] }), 'beijing')).toBe(maxPriceOf(probe, 'beijing'));
  });

  test('the cheapest probes come first, and those of media last', () => {
    const { probes, leftOut } = planProbes({ only: undefined, budget: 10, region: 'singapore' });
    expect(leftOut).toEqual([]);
    const prices = probes.filter(({ id }) => !id.startsWith('media/')).map((probe) => priceOf(probe, 'singapore'));
    expect(prices).toEqual(prices.toSorted((one, other) => one - other));
    const media = probes.slice(prices.length).map(({ id }) => id);
    expect(media).toHaveLength(selectProbes(['media']).length);
    expect(media.filter((id) => !id.startsWith('media/'))).toEqual([]);
  });

  test('a greeting needs no web search, but may cause one', () => {
    const probe = probeOf('capabilities/qwen-plus/webSearch');
    expect(maxPriceOf(probe, 'singapore') - priceOf(probe, 'singapore')).toBeCloseTo(0.01);
    const usage = { prompt_tokens: 10, completion_tokens: 1 };
    expect(spentOn(probe, reply({ usage }), 'singapore')).toBeGreaterThan(0.01);
  });

  test('a model without a list price counts with a ceiling', () => {
    const probe = probeOf('capabilities/qwen1.5-110b-chat');
    const usage = { prompt_tokens: 1_000_000, completion_tokens: 1_000_000 };
    expect(spentOn(probe, reply({ usage }), 'singapore')).toBeCloseTo(40);
  });

  test('speech is paid by its characters', () => {
    const price = priceOf(probeOf('shapes/speech'), 'beijing');
    expect(price).toBeGreaterThan(0);
    expect(price).toBeLessThan(0.01);
    expect(maxPriceOf(probeOf('refusals/dashscope/speech-length-units'), 'beijing')).toBeGreaterThan(0.1);
  });
});
