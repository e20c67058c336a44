import type { ComponentChild } from 'preact';
import type { Advice } from '../../advice/guidance.ts';
import type { Kin, NamedKin } from '../../advice/kin.ts';
import type { AlarmLevel, Stage } from '../../engine/rule.ts';
import type { LookupAnswer } from '../../lookup/answer.ts';
import type { CardFinding, Face } from '../card-matter.ts';
import type { Copy } from '../copy/copy.ts';
import { CutOffCard } from '../cut-off-card.tsx';
import { FamilyCard, type FamilyMatter } from '../family-card.tsx';
import { Gate } from '../gate.tsx';
import { GuardNote, type GuardNoteProps } from '../guard-note.tsx';
import { OptionsView, type OptionsViewProps } from '../options-view.tsx';
import type { PopupPage } from '../page-verdict.tsx';
import { PopupView } from '../popup-view.tsx';
import { SilencedStrip } from '../silenced-strip.tsx';
import { StandIn } from '../stand-in.tsx';
import type { Size } from '../surface.tsx';
import {
  cardStyles,
  familyStyles,
  gateStyles,
  noteStyles,
  optionsStyles,
  popupStyles,
  standInStyles,
  transferredStyles,
} from '../surface-styles.ts';
import { Transferred } from '../transferred.tsx';
import { WarningCard } from '../warning-card.tsx';
import { WarningStrip } from '../warning-strip.tsx';
import {
  brushing,
  brushingTexts,
  hotlines,
  longTexts,
  lureFinding,
  manyFindings,
  neverPrepay,
  phoneJob,
  stakeFinding,
  stakeTexts,
} from './matter.ts';

export interface State {
  /** Where it stands: over a page in a shadow root, or as a page of our own. */
  place: 'over' | 'own';
  styles: string[];
  show: (world: World) => ComponentChild;
}

export interface World {
  copy: Copy;
  size: Size;
  /** Records a callback, for tests. */
  called: (name: string, ...args: unknown[]) => void;
  /** Takes the surface away, as its caller would on an exit. */
  dismiss: () => void;
}

const kinds = [
  { slug: 'brushing', name: '刷单返利' },
  { slug: 'loan', name: '虚假贷款与代办信用卡' },
];

const nobody: Kin = { name: '', phone: '' };
const xiaoyu: NamedKin = { name: '小雨', hasPhone: true };
/** As long as a name may be. */
const longName: NamedKin = { name: '住在隔壁的二姑家大表姐夫', hasPhone: true };

/** The settings page, with what of it is `change`d from the day after the installation. `letsIn`: the browser keeps pages from us. */
function settings(change: Partial<OptionsViewProps> = {}, letsIn = false): State {
  return {
    place: 'own',
    styles: optionsStyles,
    show: ({ copy, size, called }) => (
      <OptionsView
        copy={copy}
        size={size}
        seal="boat"
        language="auto"
        sites={[]}
        journal={[]}
        version="2026.11.23"
        unread={false}
        problem={null}
        first={false}
        kin={nobody}
        kinAnswer={null}
        onSize={(to) => called('size', to)}
        onSeal={(id) => called('seal', id)}
        onLanguage={(to) => called('language', to)}
        onRestoreSite={(host) => called('restore', host)}
        onClearJournal={() => called('clearJournal')}
        onKin={async (kin) => called('kin', kin)}
        onLetIn={letsIn ? () => called('letIn') : undefined}
        {...change}
      />
    ),
  };
}

function familyCard(kin: Kin, matter: FamilyMatter | null): State {
  return {
    place: 'own',
    styles: familyStyles,
    show: ({ copy, size, called }) => (
      <FamilyCard
        copy={copy}
        size={size}
        matter={matter}
        kin={kin}
        onSavePicture={async () => called('savePicture')}
        onCopyPicture={() => Promise.reject(new Error('not allowed'))}
        onCopyText={async (text) => called('copyText', text)}
      />
    ),
  };
}

function card(
  level: AlarmLevel,
  face: Face,
  findings: CardFinding[],
  texts: Advice,
  seenStages: Stage[],
  bare = false,
  kin: NamedKin | null = null,
  writing = false,
): State {
  return {
    place: 'over',
    styles: cardStyles,
    show: ({ copy, size, called, dismiss }) => (
      <WarningCard
        isWriting={() => writing}
        copy={copy}
        size={size}
        level={level}
        face={face}
        findings={findings}
        texts={texts}
        seenStages={seenStages}
        seal={bare ? null : 'boat'}
        kin={kin}
        onExit={(exit) => {
          called('exit', exit);
          dismiss();
        }}
        onReveal={(finding) => called('reveal', finding.id)}
        {...(!bare && {
          onAskFamily: () => called('askFamily'),
          onTransferred: () => called('transferred'),
        })}
      />
    ),
  };
}

function gate(secondsLeft: number, kin: NamedKin | null = null): State {
  return {
    place: 'over',
    styles: gateStyles,
    show: ({ copy, size, called }) => (
      <Gate
        copy={copy}
        size={size}
        category="刷单返利"
        secondsLeft={secondsLeft}
        hotlines={hotlines.slice(0, 2)}
        seal="boat"
        kin={kin}
        onLeave={() => called('leave')}
        onContinue={(answer) => called('continue', answer)}
        onAskFamily={() => called('askFamily')}
        onTransferred={() => called('transferred')}
      />
    ),
  };
}

/** In the card's place, where the same was told today or, `gone`, nothing of it is on the page. */
function strip(level: AlarmLevel, gone: boolean): State {
  return {
    place: 'over',
    styles: cardStyles,
    show: ({ copy, size, called, dismiss }) => (
      <WarningStrip
        {...{ copy, size, level, gone }}
        category={brushingTexts.category.name}
        findings={[lureFinding]}
        seal="boat"
        onWhole={() => called('whole')}
        onExit={(exit) => {
          called('exit', exit);
          dismiss();
        }}
      />
    ),
  };
}

function note(level: AlarmLevel, act: GuardNoteProps['act'], texts: Advice, held: boolean, writing = false): State {
  return {
    place: 'over',
    styles: noteStyles,
    show: ({ copy, size, called, dismiss }) => (
      <GuardNote
        isWriting={() => writing}
        copy={copy}
        size={size}
        level={level}
        act={act}
        texts={texts}
        seal="boat"
        onLook={() => called('look')}
        onKnown={() => {
          called('known');
          dismiss();
        }}
        {...(held && { onOpen: () => called('open') })}
      />
    ),
  };
}

function popup(
  page: PopupPage | null,
  host: string,
  query: string,
  answer: LookupAnswer | null,
  waiting: 'rules' | 'reading' | null = null,
  unstored = false,
  shutOut = false,
): State {
  return {
    place: 'own',
    styles: popupStyles,
    show: ({ copy, size, called }) => (
      <PopupView
        copy={copy}
        size={size}
        page={page}
        host={host}
        query={query}
        isPart={answer?.isPart === true}
        maxQueryChars={10_000}
        answer={answer}
        waiting={waiting}
        unstored={unstored}
        hotlines={answer?.official ? hotlines.slice(1, 2) : hotlines.slice(0, 2)}
        onQuery={(text) => called('query', text)}
        onReveal={(finding) => called('reveal', finding.id)}
        onSwitch={(on) => called('switch', on)}
        onSimilar={(rule) => called('similar', rule)}
        onOptions={() => called('options')}
        onTransferred={() => called('transferred')}
        onLetIn={shutOut ? () => called('letIn') : undefined}
      />
    ),
  };
}

const matchQuery = '您的包裹在运输途中丢失，我们将三倍理赔，请下载会议软件共享屏幕办理';

function markOf(query: string, words: string, level: 'notice' | 'caution' | 'danger') {
  const start = query.indexOf(words);
  return { start, end: start + words.length, level };
}

const match: LookupAnswer = {
  kind: 'match',
  query: matchQuery,
  marks: [markOf(matchQuery, '三倍理赔', 'danger'), markOf(matchQuery, '共享屏幕', 'danger')],
  rule: {
    ...phoneJob,
    title: '快递丢件理赔',
    summary: '自称快递客服，说丢件要多倍赔你，再让你共享屏幕、转账“验证”。',
    next: '让你下载会议软件，看着你的屏幕，教你一步步把钱转出去。',
  },
  category: {
    ...brushing,
    name: '冒充电商物流客服',
    never: '真的快递公司丢件赔给寄件人，不会主动找你，更不会让你共享屏幕。',
  },
  guidance: {
    ...neverPrepay,
    lead: '别共享屏幕，别装会议软件',
    steps: ['挂断电话，退出会议和共享屏幕。', '到下单的 App 里找官方客服问订单。', '拿不准，打 96110。'],
  },
  similar: [
    { rule: 'double-refund', title: '商品质量问题，双倍赔付', category: '冒充电商物流客服' },
    { rule: 'insurance', title: '百万保障到期，要扣费', category: '冒充电商物流客服' },
  ],
};

const mentionQuery = '暑假想找个日结的兼职，有人一起吗';
const mention: LookupAnswer = {
  kind: 'mention',
  query: mentionQuery,
  marks: [markOf(mentionQuery, '日结的兼职', 'notice')],
  rule: phoneJob,
  category: brushing,
  guidance: neverPrepay,
  similar: [{ rule: 'phone-only-job', title: '“有手机就能做”的兼职', category: '刷单返利' }],
};

/** What is asked when it has already happened, and by somebody who wants to know a number. */
const paid: LookupAnswer = {
  kind: 'mention',
  query: '刷单被骗了怎么办',
  marks: [{ start: 0, end: 2, level: 'notice' }],
  urgent: { ...neverPrepay, lead: '先停手，别再转账' },
  category: brushing,
  similar: [],
};
const official: LookupAnswer = {
  kind: 'official',
  query: '96110',
  marks: [],
  official: ['96110'],
  similar: [],
};

const longQuery = `${'今天天气不错，我们约好下午一起去图书馆。'.repeat(30)}${matchQuery}${'后面还有很多不相干的话。'.repeat(30)}`;

const pageFindings = [
  {
    id: 'f1',
    frameId: 0,
    paragraph: 1,
    level: 'danger' as const,
    title: '“有手机就能做”的兼职',
    evidence: lureFinding.evidence,
  },
  { id: 'f2', frameId: 0, paragraph: 2, level: 'danger' as const, title: '垫付连单', evidence: stakeFinding.evidence },
];
const places = (total: number, mentions = 0) => ({ total, mentions });

const family: FamilyMatter = {
  words: ['大学生、宝妈首选，有手机就能做', '加薇❤：abc12345'],
  category: '刷单返利',
  reason: phoneJob.summary,
  time: '11月23日 19:40',
};

export const familyMatter = family;

/** Every state by the id that stands in the URL's hash. */
export const states: Record<string, State> = {
  'danger-writing': card('danger', 0, [lureFinding], brushingTexts, ['lure'], false, null, true),
  'danger-0': card('danger', 0, [lureFinding], brushingTexts, ['lure']),
  'danger-1': card('danger', 1, [stakeFinding], stakeTexts, ['lure', 'stake', 'silence']),
  'danger-2': card('danger', 2, [lureFinding], brushingTexts, ['lure', 'trust']),
  'danger-long-0': card('danger', 0, manyFindings, longTexts, ['lure', 'stake', 'harvest', 'silence']),
  'danger-long-1': card('danger', 1, manyFindings, longTexts, ['lure', 'stake', 'harvest', 'silence']),
  'danger-long-2': card('danger', 2, manyFindings, longTexts, ['lure', 'stake', 'harvest', 'silence']),
  'danger-silenced-before': card('danger', 0, [lureFinding], stakeTexts, ['lure', 'stake', 'silence']),
  'danger-bare': card('danger', 0, [lureFinding], brushingTexts, [], true),
  'caution-0': card('caution', 0, [{ ...lureFinding, evidence: lureFinding.evidence.slice(0, 1) }], brushingTexts, [
    'lure',
  ]),
  'caution-1': card('caution', 1, [{ ...lureFinding, evidence: lureFinding.evidence.slice(0, 1) }], brushingTexts, [
    'lure',
  ]),
  'caution-2': card('caution', 2, [lureFinding], brushingTexts, ['lure'], true),
  'caution-long': card('caution', 0, manyFindings, longTexts, ['lure', 'stake', 'harvest']),
  'danger-named': card('danger', 0, [lureFinding], brushingTexts, ['lure'], false, xiaoyu),
  'danger-long-name': card('danger', 1, [stakeFinding], stakeTexts, ['lure', 'stake'], false, longName),
  'caution-named': card('caution', 0, [lureFinding], brushingTexts, ['lure'], false, xiaoyu),
  'caution-long-name': card('caution', 1, [lureFinding], brushingTexts, ['lure'], false, longName),
  'danger-again': strip('danger', false),
  'caution-gone': strip('caution', true),
  'danger-wrong': {
    place: 'over',
    styles: cardStyles,
    show: ({ copy, size, called, dismiss }) => (
      <SilencedStrip
        copy={copy}
        size={size}
        level="danger"
        seal="boat"
        onUndo={() => called('undo')}
        onClose={dismiss}
      />
    ),
  },
  'cut-off': {
    place: 'over',
    styles: cardStyles,
    show: ({ copy, size, called, dismiss }) => (
      <CutOffCard
        copy={copy}
        size={size}
        level="danger"
        hotlines={hotlines.slice(0, 2)}
        seal="boat"
        onClose={dismiss}
        onReload={() => called('reload')}
      />
    ),
  },
  'stand-in': {
    place: 'own',
    styles: standInStyles,
    show: (world) => (
      <StandIn copy={world.copy} size={world.size}>
        {card('danger', 0, [lureFinding], brushingTexts, ['lure']).show(world)}
      </StandIn>
    ),
  },
  'gate-wait': gate(18),
  'gate-open': gate(0),
  'gate-named': gate(18, xiaoyu),
  'gate-long-name': gate(0, longName),
  'note-caution': note('caution', 'add', brushingTexts, false),
  'note-danger': note('danger', 'scan', brushingTexts, false),
  'note-writing': note('danger', 'scan', brushingTexts, false, true),
  'note-held': note('danger', 'install', brushingTexts, true),
  'note-long': note('caution', 'join', longTexts, true),
  'popup-none': popup({ state: 'ready', level: 'none', findings: [], ...places(0) }, 'news.example.com', '', null),
  'popup-scanning': popup({ state: 'scanning' }, 'news.example.com', '', null),
  'popup-waiting': popup({ state: 'scanning' }, '', matchQuery, null, 'rules'),
  'popup-reading': popup({ state: 'scanning' }, '', longQuery, null, 'reading'),
  'popup-notice': popup(
    { state: 'ready', level: 'notice', findings: [{ ...pageFindings[0]!, level: 'notice' }], ...places(1, 1) },
    'police.example.cn',
    '',
    null,
  ),
  'popup-caution': popup(
    { state: 'ready', level: 'caution', findings: [{ ...pageFindings[0]!, level: 'caution' }], ...places(1) },
    'jobs.example.com',
    '',
    null,
  ),
  'popup-danger': popup(
    { state: 'ready', level: 'danger', findings: pageFindings, ...places(2) },
    'jobs.example.com',
    '',
    null,
  ),
  // Several rules speak of one place, one says again what another does, and there is more than is listed.
  'popup-many': popup(
    {
      state: 'ready',
      level: 'danger',
      findings: [
        ...pageFindings,
        {
          id: 'f3',
          frameId: 0,
          paragraph: 1,
          level: 'danger',
          title: '“招推广员”的兼职',
          evidence: lureFinding.evidence,
        },
        {
          id: 'f4',
          frameId: 0,
          paragraph: 3,
          level: 'caution',
          title: '要你离开平台',
          evidence: lureFinding.evidence.slice(1),
        },
        ...['最后10分钟', '超时不退', '加客服办理', '先交保证金'].map((quote, at) => ({
          id: `m${at}`,
          frameId: 0,
          paragraph: 4 + at,
          level: 'caution' as const,
          title: '催着补单',
          evidence: [{ quote }],
        })),
        { ...pageFindings[0]!, id: 'n1', level: 'notice', paragraph: 9 },
      ],
      ...places(12, 4),
    },
    'task.example.com',
    '',
    null,
  ),
  'popup-forbidden': popup({ state: 'forbidden' }, '', '', null),
  'popup-withheld': popup({ state: 'withheld' }, '', '', null, null, false, true),
  'popup-off': popup({ state: 'off' }, 'forum.a-very-long-host-name.department.example.com', '', null),
  'popup-unstored': popup({ state: 'off' }, 'jobs.example.com', '', null, null, true),
  'popup-error': popup({ state: 'error' }, 'jobs.example.com', '', null),
  'popup-match': popup(
    { state: 'ready', level: 'none', findings: [], ...places(0) },
    'mail.example.com',
    matchQuery,
    match,
  ),
  'popup-paid': popup({ state: 'ready', level: 'none', findings: [], ...places(0) }, '', paid.query, paid),
  'popup-official': popup({ state: 'ready', level: 'none', findings: [], ...places(0) }, '', official.query, official),
  'popup-mention': popup(
    { state: 'ready', level: 'none', findings: [], ...places(0) },
    'mail.example.com',
    mentionQuery,
    mention,
  ),
  'popup-definition': popup(
    { state: 'ready', level: 'none', findings: [], ...places(0) },
    'mail.example.com',
    '刷单是什么',
    { kind: 'definition', query: '刷单是什么', term: '刷单', marks: [], category: brushing, similar: match.similar },
  ),
  'popup-part': popup({ state: 'forbidden' }, '', longQuery, {
    kind: 'unknown',
    query: longQuery,
    isPart: true,
    marks: [],
    similar: [],
  }),
  'popup-unknown': popup(
    { state: 'ready', level: 'none', findings: [], ...places(0) },
    'mail.example.com',
    '在吗，帮我看看这个链接',
    {
      kind: 'unknown',
      query: '在吗，帮我看看这个链接',
      marks: [],
      similar: [],
    },
  ),
  'popup-long': popup({ state: 'forbidden' }, '', longQuery, {
    ...match,
    query: longQuery,
    marks: [markOf(longQuery, '三倍理赔', 'danger'), markOf(longQuery, '共享屏幕', 'caution')],
  }),
  'popup-question': popup(null, '', matchQuery, match),
  options: settings({
    sites: [
      { host: 'forum.example.com', isOff: true, isMutedToday: false, wrongRules: 0 },
      {
        host: 'jobs.a-very-long-host-name.department.example.com',
        isOff: false,
        isMutedToday: true,
        wrongRules: 2,
      },
    ],
    journal: [
      {
        id: '3',
        category: '刷单返利',
        stages: ['引流', '建立信任', '诱导投入'],
        host: 'jobs.example.com',
        time: '11月23日 19:40',
      },
      {
        id: '2',
        category: '虚假贷款与代办信用卡',
        stages: ['收割'],
        host: 'forum.example.com',
        time: '11月22日 08:12',
      },
      { id: '1', category: '冒充电商物流客服', stages: ['引流'], host: 'news.example.com', time: '11月20日 21:05' },
    ],
  }),
  'options-first': settings({ seal: 'umbrella', first: true }),
  'options-empty': settings({ seal: null, language: 'zh-TW', unread: true, problem: 'damaged' }, true),
  'options-kin': settings({ kin: { name: '小雨', phone: '138 0013 8000' }, kinAnswer: 'kept' }),
  'options-kin-error': settings({ kin: { name: '小雨', phone: '138-0013-800O' }, kinAnswer: 'phone' }),
  'options-kin-unstored': settings({
    kin: { name: '住在隔壁的二姑家大表姐夫', phone: '+86 138 0013 8000' },
    kinAnswer: 'unstored',
    problem: 'full',
  }),
  transferred: {
    place: 'own',
    styles: transferredStyles,
    show: ({ copy, size, called }) => (
      <Transferred
        copy={copy}
        size={size}
        kind="brushing"
        kinds={kinds}
        hotlines={hotlines.slice(0, 2)}
        evidence={{
          words: ['本金自己先垫，三单一起返', '转到6222021234567890123'],
          tricks: ['刷单返利'],
          rules: ['垫付连单 (prepaid-order)'],
          rulesVersion: '2026.11.23',
          pageTitle: '周末任务群 · 结算页',
          address: 'https://pay.example.com/settle',
          met: [
            '2026年11月20日 21:14 · jobs.example.com · 刷单返利 · 引流',
            '2026年11月22日 10:02 · chat.example.com · 刷单返利 · 建立信任',
          ],
          time: '2026年11月23日 19:40',
        }}
        hashes={{
          masked: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
          whole: '60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752',
        }}
        onSave={async (format, notes, masked) => called('save', format, notes, masked)}
        onPrint={() => called('print')}
        onCopy={async (text) => called('copy', text)}
        onDone={() => called('done')}
      />
    ),
  },
  'transferred-nothing': {
    place: 'own',
    styles: transferredStyles,
    show: ({ copy, size, called }) => (
      <Transferred
        copy={copy}
        size={size}
        kind={null}
        kinds={kinds}
        hotlines={hotlines.slice(0, 2)}
        evidence={{
          words: [],
          tricks: [],
          rules: [],
          rulesVersion: '2026.11.23',
          pageTitle: '',
          address: '',
          met: [],
          time: '2026年11月23日 19:40',
        }}
        hashes={{
          masked: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
          whole: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        }}
        onSave={async (format, notes, masked) => called('save', format, notes, masked)}
        onPrint={() => called('print')}
        onCopy={() => Promise.reject(new Error('not allowed'))}
        onDone={() => called('done')}
      />
    ),
  },
  'family-nothing': familyCard(nobody, null),
  'family-nothing-named': familyCard({ name: '小雨', phone: '13800138000' }, null),
  'family-named': familyCard({ name: '小雨', phone: '13800138000' }, family),
  'family-long-name': familyCard({ name: '住在隔壁的二姑家大表姐夫', phone: '+8613800138000' }, family),
  'family-name-only': familyCard({ name: '小雨', phone: '' }, family),
  family: familyCard(nobody, family),
};
