import { useEffect, useRef, useState } from 'preact/hooks';

/**
 * 读给我听. Only voices that speak on this computer: a network voice would send the words of the page away. Where there
 * is none, nothing is read, and the surface says why.
 */

/** A piece to say; its language decides the voice. */
export interface Spoken {
  text: string;
  lang: string;
}

export interface ReadAloud {
  /** `absent`: this computer has no voice of its own for the language. */
  state: 'absent' | 'still' | 'speaking';
  /** Name of the voice, '' when there is none. */
  voice: string;
  /** Begins, or stops what is being read. */
  toggle: (pieces: readonly Spoken[]) => void;
}

/** A little slower than talk: it is listened to once, by somebody who may be upset. */
const RATE = 0.9;

/** Cantonese is no voice for Mandarin, though its tag begins alike. */
const CANTONESE = /^(yue|zh-(hk|mo|hant-hk))/;

/** The local voice nearest to a language; null when there is none. */
export function localVoice<V extends { lang: string; localService: boolean }>(
  voices: readonly V[],
  lang: string,
): V | null {
  const wanted = tagOf(lang);
  const base = wanted.split('-')[0]!;
  const near = (voice: V): number => {
    const tag = tagOf(voice.lang);
    if (tag === wanted) return 3;
    if (tag.split('-')[0] !== base) return 0;
    return CANTONESE.test(tag) ? 1 : 2;
  };
  return voices
    .filter(({ localService }) => localService)
    .reduce<V | null>((best, voice) => (near(voice) > (best === null ? 0 : near(best)) ? voice : best), null);
}

/** `zh_CN` and `cmn-Hans-CN` are what others call zh-CN. */
function tagOf(lang: string): string {
  return lang
    .toLowerCase()
    .replaceAll('_', '-')
    .replace(/^cmn(?=-|$)/, 'zh')
    .replace(/^zh-hans-/, 'zh-')
    .replace(/^zh-hant-/, 'zh-');
}

/** Reads aloud in a surface; stops when the surface goes. */
export function useReadAloud(lang: string): ReadAloud {
  const [voice, hear] = useState<SpeechSynthesisVoice | null>(() => find(lang));
  const [speaking, say] = useState(false);
  /** Of the reading that is under way: an earlier one that ends late changes nothing. */
  const reading = useRef<object | null>(null);
  const stop = () => {
    if (reading.current === null) return;
    reading.current = null;
    say(false);
    speechSynthesis.cancel();
  };
  useEffect(() => {
    const { speechSynthesis: synthesis } = globalThis;
    if (!synthesis) return;
    // The list comes late in some browsers.
    const look = () => hear(find(lang));
    look();
    synthesis.addEventListener('voiceschanged', look);
    addEventListener('pagehide', stop);
    return () => {
      synthesis.removeEventListener('voiceschanged', look);
      removeEventListener('pagehide', stop);
      stop();
    };
  }, [lang]);
  const toggle = (pieces: readonly Spoken[]) => {
    if (reading.current !== null) return stop();
    if (voice === null) return;
    const mine = {};
    reading.current = mine;
    say(true);
    // Whatever the page had queued would come first.
    speechSynthesis.cancel();
    const ended = () => {
      if (reading.current !== mine) return;
      reading.current = null;
      say(false);
    };
    const utterances = pieces.flatMap(({ text, lang: own }) => {
      const speaker = find(own);
      if (speaker === null || text.trim() === '') return [];
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.voice = speaker;
      utterance.lang = speaker.lang;
      utterance.rate = RATE;
      // What was to follow one that fails would go on beyond the card.
      utterance.onerror = () => {
        if (reading.current === mine) stop();
      };
      return [utterance];
    });
    const last = utterances.at(-1);
    if (last === undefined) return ended();
    last.onend = ended;
    for (const utterance of utterances) speechSynthesis.speak(utterance);
  };
  return { state: voice === null ? 'absent' : speaking ? 'speaking' : 'still', voice: voice?.name ?? '', toggle };
}

function find(lang: string): SpeechSynthesisVoice | null {
  const { speechSynthesis: synthesis } = globalThis;
  return synthesis ? localVoice(synthesis.getVoices(), lang) : null;
}
