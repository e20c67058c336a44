import { expect, test } from 'vitest';
import { localVoice } from '../../ui/read-aloud.ts';

const voice = (name: string, lang: string, localService: boolean) => ({ name, lang, localService });
const here = voice('Huihui', 'zh-CN', true);
const net = voice('网上的普通话', 'zh-CN', false);
const taiwan = voice('Mei-Jia', 'zh_TW', true);
const hongKong = voice('Sin-ji', 'zh-HK', true);
const mandarin = voice('espeak', 'cmn-Hans-CN', true);
const english = voice('Samantha', 'en-US', true);

test.each<[string, ReturnType<typeof voice>[], string, string | null]>([
  ['本机的语音', [english, here], 'zh-CN', 'Huihui'],
  ['联网的语音从不用，哪怕只有它', [english, net], 'zh-CN', null],
  ['联网的排在前面，也用本机的', [net, here], 'zh-CN', 'Huihui'],
  ['没有台湾的，就用大陆的', [hongKong, here], 'zh-TW', 'Huihui'],
  ['有台湾的，用台湾的；下划线的写法也认得', [here, taiwan], 'zh-TW', 'Mei-Jia'],
  ['普通话排在粤语前面', [hongKong, taiwan], 'zh-CN', 'Mei-Jia'],
  ['只有粤语，总比没有好', [english, hongKong], 'zh-CN', 'Sin-ji'],
  ['系统叫它 cmn', [hongKong, mandarin], 'zh-CN', 'espeak'],
  ['英文界面用英文', [here, english], 'en', 'Samantha'],
  ['一个也没有', [], 'zh-CN', null],
])('%s', (_, voices, lang, name) => {
  expect(localVoice(voices, lang)?.name ?? null).toBe(name);
});
