import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { Hotline } from '../advice/guidance.ts';
import { useAttempts } from './attempts.ts';
import { type Copy, fill } from './copy/copy.ts';
import { evidenceRows, hidesSomething, type TransferEvidence, type TransferNotes } from './evidence.ts';
import { HotlineList } from './next-steps.tsx';
import { Surface, type SurfaceProps } from './surface.tsx';
import { trusted } from './trusted.ts';

export interface TransferredProps extends SurfaceProps {
  evidence: TransferEvidence;
  /** Hex, by whether numbers are masked. */
  hashes: { masked: string; whole: string };
  hotlines: Hotline[];
  /** Of `kinds`, what was seen on the tab; null where nothing was: then the person says, or leaves it open. */
  kind: string | null;
  /** Kinds of scams to choose from, by slug and short name, likeliest first. */
  kinds: { slug: string; name: string }[];
  /** `masked`: whether numbers are to be hidden in the file. Resolves when the browser has it. */
  onSave: (format: 'html' | 'json', notes: TransferNotes, masked: boolean) => Promise<void>;
  onPrint: () => void;
  /** Resolves when it is in the clipboard, rejects when the browser does not allow it. */
  onCopy: (text: string) => Promise<void>;
  onDone: () => void;
}

/** The sentence to read out to the police. What is not known yet stays a visible gap. */
function reportSentence(copy: Copy, category: string | undefined, { when, amount, payee }: TransferNotes): string {
  const { blank, script, scriptOpen } = copy.transferred;
  return fill(category === undefined ? scriptOpen : script, {
    when: when.trim() || blank,
    amount: amount.trim() || blank,
    payee: payee.trim() || blank,
    category: category ?? '',
  });
}

/**
 * 我已经转账了, in five steps. Belongs on a page of our own: in a web page, the page could listen to the keys typed here.
 */
export function Transferred(props: TransferredProps) {
  const { copy, evidence, hotlines, kinds, onCopy, onDone } = props;
  const words = copy.transferred;
  const [notes, note] = useState<TransferNotes>({ when: '', amount: '', payee: '', notes: '' });
  const { outcome, attempt, forget } = useAttempts(words.copyFailed);
  const [kind, choose] = useState(props.kind ?? '');
  const sentence = reportSentence(copy, kinds.find(({ slug }) => slug === kind)?.name, notes);
  const write = (key: keyof TransferNotes) => (value: string) => {
    note((before) => ({ ...before, [key]: value }));
    forget();
  };
  return (
    <Surface copy={copy} size={props.size ?? 'normal'}>
      <main class="transferred">
        <header>
          <h1>{words.title}</h1>
          <p class="lede">{words.lead}</p>
        </header>
        <ol class="five">
          <Step number={1} {...words.steps.stop} />
          <Step number={2} {...words.steps.call}>
            <HotlineList copy={copy} hotlines={hotlines} />
          </Step>
          <Step number={3} {...words.steps.read}>
            <div class="fields">
              <Field label={words.when} value={notes.when} onWrite={write('when')} />
              <Field label={words.amount} value={notes.amount} onWrite={write('amount')} numeric />
              <Field label={words.payee} value={notes.payee} onWrite={write('payee')} wide />
              <Kinds
                copy={copy}
                kinds={kinds}
                kind={kind}
                onChoose={(slug) => {
                  choose(slug);
                  forget();
                }}
              />
            </div>
            <Readout
              copy={copy}
              sentence={sentence}
              outcome={outcome}
              onCopy={() => attempt(() => onCopy(sentence), words.copied)}
            />
          </Step>
          <Step number={4} {...words.steps.bank} />
          <Step
            number={5}
            title={words.steps.evidence.title}
            lines={[...words.steps.evidence.lines, evidence.words.length > 0 ? words.fromPage : words.fromYou]}
          >
            <Field label={words.notes} hint={words.notesHint} value={notes.notes} onWrite={write('notes')} long />
            <Preview {...props} notes={notes} />
          </Step>
        </ol>
        <p class="refuse">{words.refuse}</p>
        <button type="button" class="btn" onClick={trusted(onDone)}>
          {words.done}
        </button>
      </main>
    </Surface>
  );
}

function Step({
  number,
  title,
  lines,
  children,
}: {
  number: number;
  title: string;
  lines: string[];
  children?: ComponentChildren;
}) {
  return (
    <li class="step">
      <span class="dot" aria-hidden>
        {number}
      </span>
      <div class="what">
        <h2>{title}</h2>
        {lines.map((line, at) => (
          <p key={at}>{line}</p>
        ))}
        {children}
      </div>
    </li>
  );
}

/** The sentence, to be read from the screen or taken along. */
function Readout({
  copy,
  sentence,
  outcome,
  onCopy,
}: Pick<TransferredProps, 'copy'> & { sentence: string; outcome: string; onCopy: () => void }) {
  const words = copy.transferred;
  return (
    <figure class="readout">
      <figcaption class="tag">{words.scriptTitle}</figcaption>
      <blockquote>{sentence}</blockquote>
      <button type="button" class="link" onClick={trusted(onCopy)}>
        {words.copyScript}
      </button>{' '}
      <span class="tag" role="status">
        {outcome}
      </span>
    </figure>
  );
}

/** What will be in the file, and the ways to take it along. */
function Preview({
  copy,
  evidence,
  hashes,
  notes,
  onSave,
  onPrint,
}: Pick<TransferredProps, 'copy' | 'evidence' | 'hashes' | 'onSave' | 'onPrint'> & { notes: TransferNotes }) {
  const [masked, mask] = useState(true);
  /** What stands in the file that was saved last. */
  const [saved, tellSaved] = useState<TransferNotes | null>(null);
  const words = copy.transferred;
  const save = (format: 'html' | 'json') =>
    trusted(() => {
      // The same words anew are read out anew.
      tellSaved(null);
      void onSave(format, notes, masked).then(() => tellSaved(notes));
    });
  return (
    <section class="preview" aria-label={words.preview}>
      <h3>{words.preview}</h3>
      <dl>
        {evidenceRows(copy, evidence, notes, masked).map(([tag, lines]) => (
          <Row key={tag} tag={tag}>
            {lines.map(({ text, lang }, at) => (
              <span key={at} lang={lang}>
                {at > 0 && '\n'}
                {text}
              </span>
            ))}
          </Row>
        ))}
        <Row tag={words.fields.hash}>
          <code>{masked ? hashes.masked : hashes.whole}</code>
        </Row>
      </dl>
      {hidesSomething(evidence, notes) && (
        <p class="masking">
          {masked && <span>{words.masked}</span>}
          <button type="button" class="link" aria-pressed={!masked} onClick={trusted(() => mask(!masked))}>
            {masked ? words.unmask : words.mask}
          </button>
        </p>
      )}
      <div class="act">
        <button type="button" class="btn main" onClick={save('html')}>
          {words.saveHtml}
        </button>
        <button type="button" class="btn" onClick={save('json')}>
          {words.saveJson}
        </button>
        <button type="button" class="btn" onClick={trusted(onPrint)}>
          {words.print}
        </button>
      </div>
      <p class="tag" role="status">
        {saved === notes && words.saved}
      </p>
    </section>
  );
}

function Row({ tag, children }: { tag: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{tag}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Kinds({
  copy,
  kinds,
  kind,
  onChoose,
}: Pick<TransferredProps, 'copy' | 'kinds'> & { kind: string; onChoose: (slug: string) => void }) {
  const id = useId();
  const words = copy.transferred;
  return (
    <div class="field wide">
      <label for={id}>{words.kind}</label>
      <select id={id} value={kind} onChange={(event) => onChoose(event.currentTarget.value)}>
        <option value="">{words.kindOpen}</option>
        {kinds.map(({ slug, name }) => (
          <option key={slug} value={slug}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

interface FieldProps {
  label: string;
  value: string;
  onWrite: (value: string) => void;
  hint?: string;
  numeric?: boolean;
  wide?: boolean;
  long?: boolean;
}

function Field({ label, value, onWrite, hint, numeric = false, wide = false, long = false }: FieldProps) {
  const id = useId();
  return (
    <div class={wide || long ? 'field wide' : 'field'}>
      <label for={id}>{label}</label>
      {long ? (
        <textarea
          id={id}
          rows={3}
          placeholder={hint}
          value={value}
          onInput={(event) => onWrite(event.currentTarget.value)}
        />
      ) : (
        <input
          id={id}
          value={value}
          inputMode={numeric ? 'decimal' : 'text'}
          autoComplete="off"
          onInput={(event) => onWrite(event.currentTarget.value)}
        />
      )}
    </div>
  );
}
