import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { FACES } from '../../advice/guidance.ts';
import type { Exit } from '../../advice/ladder.ts';
import { send } from '../../platform/messages.ts';
import type { WarningRequest } from '../../platform/protocol.ts';
import type { Face } from '../../ui/card-matter.ts';
import type { Copy } from '../../ui/copy/copy.ts';
import { CutOffCard } from '../../ui/cut-off-card.tsx';
import { Gate } from '../../ui/gate.tsx';
import type { SealId } from '../../ui/seal.tsx';
import { SilencedStrip } from '../../ui/silenced-strip.tsx';
import { WarningCard } from '../../ui/warning-card.tsx';
import { WarningStrip } from '../../ui/warning-strip.tsx';
import { countVisible } from './visible-time.ts';

/** Seconds the page must have been visible before the gate lets through. */
const GATE_SECONDS = 30;

/** Seconds of visible time that 撤销 is offered. */
const UNDO_SECONDS = 12;

export interface ViewProps {
  request: WarningRequest;
  /** The page has taken the words away since. */
  gone: boolean;
  /** What to do, step by step, stands open: the gate was left for it. */
  steps: boolean;
  /** `exit`: by which of the person's exits. */
  onDone: (exit?: Exit) => void;
  /** 先不付，去核实: the steps, in the gate's place. */
  onSteps: () => void;
  /** 我已核实，继续, and the way is open. */
  onPassed: () => void;
  isWriting: () => boolean;
  /** Whether the person points at it, has pressed it, or has the keyboard in it. */
  inHand: () => boolean;
}

/** The words and looks of a request, as every surface takes them. */
export function looksOf({ words, look }: Pick<WarningRequest, 'words' | 'look'>) {
  // The background sent one of the languages' tables, whose type cannot cross a message.
  return { copy: words as unknown as Copy, size: look.size, seal: look.seal as SealId };
}

/**
 * The ways to help that card and gate share. Each opens a page of ours; what stands here goes on standing.
 * `onCutOff`: nobody hears us any more, the extension was updated.
 */
function helpOf(onCutOff: () => void) {
  return {
    onAskFamily: () => void send('warning/help', { page: 'family' }).catch(onCutOff),
    onTransferred: () => void send('warning/help', { page: 'transferred' }).catch(onCutOff),
  };
}

/** The card, small or full, with its callbacks as messages. */
export function CardView({ request, gone, steps, onDone, isWriting, inHand }: ViewProps) {
  const { findings, others, advice, seenStages, face, surface } = request;
  const [cutOff, setCutOff] = useState(false);
  const [silenced, setSilenced] = useState(false);
  useEffect(() => {
    if (!silenced) return;
    return countVisible(
      UNDO_SECONDS,
      () => document.hidden,
      (left) => left <= 0 && onDone(),
    );
  }, [silenced]);
  const [small, makeSmall] = useState(surface === 'strip');
  useLayoutEffect(() => makeSmall(surface === 'strip'), [surface]);
  // What nobody has touched need not lie on the page for words that are not there. Made whole by the person, it stays so.
  useLayoutEffect(() => {
    if (gone && !inHand()) makeSmall(true);
  }, [gone]);
  const onCutOff = () => setCutOff(true);
  const level = surface === 'small' ? 'caution' : 'danger';
  const { copy, size, seal } = looksOf(request);
  if (cutOff) {
    const { hotlines } = advice;
    return (
      <CutOffCard {...{ copy, size, level, hotlines, seal }} onClose={onDone} onReload={() => location.reload()} />
    );
  }
  if (silenced) {
    const undo = async () => {
      await send('warning/undo');
      setSilenced(false);
    };
    return (
      <SilencedStrip {...{ copy, size, level, seal }} onUndo={() => void undo().catch(onCutOff)} onClose={onDone} />
    );
  }
  const leave = (exit: Exit) => {
    if (exit === 'wrong') {
      setSilenced(true);
      void send('warning/exit', { exit, rule: findings[0]?.rule ?? '' }).catch(onCutOff);
      return;
    }
    onDone(exit);
    // Whoever does not hear it any more does not warn on this page any more either.
    void send('warning/exit', { exit, rule: findings[0]?.rule ?? '' }).catch(() => undefined);
  };
  if (small) {
    const { name } = advice.category;
    return (
      <WarningStrip
        {...{ copy, size, seal, level, findings, gone }}
        category={name}
        onWhole={() => makeSmall(false)}
        onExit={leave}
      />
    );
  }
  return (
    <WarningCard
      {...{ copy, size, seal, level }}
      face={(face % FACES) as Face}
      findings={findings}
      others={others}
      texts={advice}
      seenStages={seenStages}
      kin={request.kin}
      unfolded={request.asked}
      gone={gone}
      steps={steps}
      isWriting={isWriting}
      onExit={leave}
      onReveal={({ frameId, id }) => send('warning/reveal', { frameId, id }).catch(onCutOff)}
      {...helpOf(onCutOff)}
    />
  );
}

/** The gate with its clock, which runs only while the page can be read. */
export function GateView({ request, onDone, onSteps, onPassed }: ViewProps) {
  const [secondsLeft, setSecondsLeft] = useState(GATE_SECONDS);
  useEffect(() => countVisible(GATE_SECONDS, () => document.hidden, setSecondsLeft), []);
  return (
    <Gate
      {...looksOf(request)}
      category={request.advice.category.name}
      secondsLeft={secondsLeft}
      hotlines={request.advice.hotlines}
      kin={request.kin}
      onLeave={onSteps}
      onContinue={() => {
        onDone();
        // Earlier, the field that takes the keyboard back would bring the gate again.
        void send('warning/passed').then(onPassed, () => undefined);
      }}
      // The gate itself names whom to call, and must not be lost for a button.
      {...helpOf(() => undefined)}
    />
  );
}
