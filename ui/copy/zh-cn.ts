/**
 * Every sentence a person reads on our surfaces, in simplified Chinese, with the reason for its wording.
 * The other languages hold the same keys (`Copy`). What a trick is and what to do against it comes from rules/.
 *
 * House rules, each for a reason:
 * - 疑似、常见、很像，never 确定 or 就是：words alone prove nothing, and a false alarm told as fact costs all trust.
 * - no blame, no verdict on the reader: people who feel judged hide what happened and stop listening.
 * - name the words, the trick and the next step: 「有风险」 says nothing a person can act on.
 * - `{slot}` is filled by `fill`; a sentence is never glued together from pieces.
 */
export const zhCN = {
  lang: 'zh-CN',
  /** Language of the rules' names and of quotes on this surface. */
  ruleLang: 'zh-CN',
  /** Round words that are somebody else's. */
  quoted: '“{text}”',
  /** The product's name, and in the foot of things that leave it. */
  product: '擦亮眼',

  /** One word each, so that a level is never carried by colour alone. */
  levels: { none: '未发现', notice: '留意', caution: '警惕', danger: '高危' },

  /** Short names of the stages, for small places; the full step comes from the category's script. */
  stages: {
    lure: '引流',
    trust: '建立信任',
    stake: '诱导投入',
    harvest: '收割',
    revictim: '二次收割',
    silence: '封口',
  },

  card: {
    /** The trick's name first: warnings that name the scam are heeded, a bare 风险 is not. */
    trick: '疑似“{category}”骗局',
    /**
     * A question makes the reader check against what they know; three each, so that two cards in a row differ. It names
     * all that a stage may ask for: who is asked for the screen alone answers no to money, and puts the card away.
     */
    questions: {
      lure: [
        '对方是不是让你加好友、进群、点链接或装 App？',
        '这件事，是不是对方先找上来的？',
        '这件事，是不是只有对方给的渠道能查到？',
      ],
      trust: [
        '是不是先给了点甜头，或先报出了你的信息？',
        '是不是只有对方自己的话，没有别的凭据？',
        '对方给看的截图、证件，是不是没法当面核实？',
      ],
      stake: [
        '对方有没有让你先付钱、共享屏幕，或报验证码？',
        '钱、验证码或手机屏幕，是不是要交给没见过面的人？',
        '是不是要先付钱，或照他说的操作，事情才能办成？',
      ],
      harvest: [
        '是不是要再付一笔，才能把钱取出来？',
        '余额看得见，却一直提不出来？',
        '是不是换着理由，每个理由都要钱？',
      ],
      revictim: [
        '说能帮你追回钱的人，是不是也要先收费？',
        '钱追回来之前，是不是又要先付一笔？',
        '“帮你追款”的人，是不是自己找上来的？',
      ],
      silence: [
        '对方是不是叫你别告诉家人，或别接 96110？',
        '对方是不是不想让第二个人知道这件事？',
        '对方是不是教你瞒着家人、应付银行和警察？',
      ],
    },
    /** Follows the question: the advice hangs on the reader's own answer, so it is not an accusation of the page. */
    ifSo: '如果是，{lead}。',
    /** Caution speaks of the sentence, not of the page or its author: one signal proves less. */
    cautionLeads: [
      '这句话，“{category}”骗局里常见',
      '先留个心：很像“{category}”的说法',
      '这几个字，值得多看一眼：疑似“{category}”',
    ],
    /** In large type: no name of a trick, which only those know who need no warning. */
    cautionPlain: '先留个心，很像一种骗局：{plain}',
    words: '看到的原话',
    more: '还有 {n} 句原话',
    /** The card tells one story; other tricks on the page are named, no more. */
    others: '本页还有：{names}',
    /** Between such names. */
    listed: '、',
    progress: '剧本进度',
    step: '第 {step} 步，共 {total} 步',
    /** Names the script, since it may have begun on another site days ago. */
    scriptStep: '“{category}”骗局的第 {step} 步，共 {total} 步',
    nowAt: '现在',
    thenTo: '下一步',
    /** 封口 has no place in the order: it may come at any step. */
    silenced: '还在让你别告诉别人',
    next: '接下来多半会',
    /** Heard beforehand, the excuse loses its force when it comes. */
    says: '他会说',
    never: '真的不会这样',
    /** Borrowed authority is named, never worn: no badge, no link. */
    source: '参考：{publisher}《{title}》，{date}',
    doThis: '现在这样做',
    hotlines: '可以打的电话',
    askFamily: '问问家人',
    /** Where somebody is named in the settings; in large type, where there is a number too, the second. */
    askNamed: '问问{name}',
    callNamed: '给{name}打电话问问',
    transferred: '我已经转账了',
    speak: '读给我听',
    speakStop: '停下',
    /** Said, not hidden: who relies on it should not look for it in vain. Why, and what to do, is in the settings. */
    speakAbsent: '这台电脑没有装语音，读不出来。',
    back: '返回提醒',
    /** The exits: each says exactly how far it reaches. */
    reveal: '看原文',
    /** While the words on the page are looked at, the card makes itself small. */
    revealAt: '原文 {at} / {total}',
    revealNext: '下一处',
    /** For who is writing when it comes, and keeps the keyboard. */
    way: '按 F6 到这条提醒，再按一次回来',
    known: '知道了',
    /** Danger that was told here today: smaller, with one way to all of it. */
    again: '又有疑似“{category}”的话',
    whole: '看整张提醒',
    /** After 这条不对. Says that something was done: who sees only the card go takes it for 知道了. */
    silencedHere: '已改，不再提醒',
    undo: '撤销',
    /** Of words that the page has taken away since: nobody is to be accused of what cannot be read any more. */
    gone: '这几句话已经不在页面上了',
    siteToday: '今天这个网站别再提醒',
    wrong: '这条不对',
    /** Guidance for a caution waits behind one link: the card stays small for those who already know. */
    why: '为什么，怎么办',
    /** In large type: the step, the other words and what comes next, for who wants to read on. */
    details: '这是哪一步，接下来会怎样',
    /** At caution in large type: all that is not the advice and its two buttons. */
    unfold: '更多',
    close: '知道了，关闭',
    /** On every card: concrete warnings make people fear that they are watched. */
    local: '在你电脑上判断，没有上传',
    seal: '暗号 · {word}',
    /** Of the computer, not of the reader: most people keep the one that was drawn. */
    sealLabel: '这台电脑的暗号：{word}。没有它的提醒不是我们发的',
  },

  /** In place of a card when the extension was updated under it. */
  cutOff: {
    title: '擦亮眼刚刚更新过，这一步要刷新后才接得上',
    lead: '刷新本页，提醒会重新出现。要紧的话，现在就可以打电话。',
    reload: '刷新本页',
  },

  gate: {
    title: '付钱前，先停一下',
    why: '这几天看到的内容，和“{category}”骗局的步骤对得上。',
    /**
     * 付, not 垫: a fee to unfreeze a loan is no 垫钱 to who pays it. The gate stands before codes and passwords too: who
     * is asked for these alone would answer no. 有人, not 对方: the page itself may be honest.
     */
    question: '有没有人让你先付钱，或要你的验证码、密码？',
    answers: { yes: '有', no: '没有', unsure: '不确定' },
    /** One sentence an answer: it gives the next move, it does not grade the answer. */
    replies: {
      yes: '要先付钱才能拿到钱、办成事的，要你报验证码、密码的，多半是骗局。先别付，也别填。',
      no: '也请再看一眼：网站和收款人是不是官方的，是不是你自己找到的。',
      unsure: '拿不准就先放一放，打 96110 问一问，不耽误事。',
    },
    wait: '还有 {n} 秒，可以慢慢看',
    needAnswer: '先回答上面的问题',
    ready: '可以继续了',
    /** The safe way is the default; the other is there, plain and second, never forbidden. */
    leave: '先不付，去核实',
    go: '我已核实，继续',
  },

  guard: {
    /** 先看一眼, not 别加: it stands in nobody's way, and says so. An app is worth a stop. */
    titles: {
      add: '加好友之前，先看一眼',
      join: '进群之前，先看一眼',
      scan: '扫码之前，先看一眼',
      install: '装 App 之前，先停一下',
    },
    /** 像: the words on the page fit a script; whose number it is, nobody here knows. The step's own name follows. */
    step: '像“{category}”骗局的第 {step} 步，共 {total} 步：',
    somewhere: '像“{category}”骗局里的一步。',
    /** Each refuses the one thing that was about to happen, for now: 先. */
    looks: {
      add: '先不加，看看怎么回事',
      join: '先不进，看看怎么回事',
      scan: '先不扫，看看怎么回事',
      install: '先不装，看看怎么回事',
    },
    /** Only where a click was held: what became of it is said, and the way on is beside it. */
    held: '这个安装链接还没有打开。',
    open: '仍要打开',
  },

  transferred: {
    title: '先别慌，一步一步来',
    /** 他们专门干这个: the fault is named where it lies. */
    lead: '他们是专门干这个的，遇上了不是你的错。越早报警，越有机会止付。',
    steps: {
      stop: {
        title: '停下，别再付',
        lines: ['不再转一分钱，说“再付一笔就能退”的也不理。', '挂断电话，退出会议和屏幕共享，先不删聊天记录。'],
      },
      call: { title: '打 110 报警', lines: ['直接说“我要报警，请求紧急止付”。'] },
      read: { title: '照着念这几样', lines: ['填好就能照着念。只留在这一页，关掉就没有了。'] },
      bank: {
        title: '给银行打电话',
        lines: ['打银行卡背面的客服电话，说明被骗，请求协助。', '给过卡号、密码、验证码的卡，挂失并改密码。'],
      },
      evidence: {
        title: '留好证据',
        lines: ['转账凭证、聊天记录、对方账号和网址，先截图再说。'],
      },
    },
    /** What follows the advice to keep the evidence: nothing is promised that is not there. */
    fromPage: '下面是这个网页上留下的线索，存在你电脑上。',
    fromYou: '这里没有网页上的线索。你写下的会列在下面，存成文件才留得住。',
    when: '什么时候转的',
    amount: '转了多少（元）',
    payee: '对方户名、账号、开户行',
    /** Known from the page where there is one; else only the person can say. */
    kind: '像哪一种骗局',
    kindOpen: '说不上来，先不选',
    notes: '还想记下的',
    notesHint: '比如怎么认识的、对方的号码',
    /** Ready to be read out on the phone: under stress people forget what they meant to say. */
    script: '我要报警，请求紧急止付。我在{when}转了{amount}元，收款方是{payee}。我怀疑是“{category}”诈骗。',
    scriptOpen: '我要报警，请求紧急止付。我在{when}转了{amount}元，收款方是{payee}。我怀疑被诈骗了。',
    /** Narrow ones, which a line does not break between. */
    blank: '______',
    scriptTitle: '可以这样说',
    copyScript: '复制这段话',
    copied: '已复制',
    copyFailed: '浏览器没让复制，照着念就行。',
    preview: '证据预览',
    /** Name of the file. */
    file: '证据',
    fields: {
      words: '原话',
      page: '网页标题',
      address: '网址',
      time: '看到的时间',
      /** From the journal: the police ask where it began, and the chat or job board is seldom still open. */
      met: '这台电脑先前遇到的',
      rules: '像哪种骗局',
      hits: '命中的规则',
      hash: '校验码（SHA-256）',
      hashed: '校验码对应的原文（UTF-8）',
      notes: '你的记录',
    },
    /** Files travel through chats; numbers that identify a person stay hidden unless asked for. Whose accounts are evidence is not. */
    masked: '长号码（手机号、银行卡号、证件号）已打码，QQ、微信号没有',
    unmask: '显示完整号码',
    mask: '重新打码',
    saveHtml: '存成网页',
    saveJson: '存成数据文件',
    /** Browsers show a download in a corner for a moment, if at all. */
    saved: '已存到下载文件夹，名字里有“证据”两个字。',
    print: '打印',
    /** The second fraud comes for those the first one hit. */
    refuse: '之后如果有人说能帮你追回来、要先收费，也请当作骗局。',
    done: '先到这里',
  },

  /** Over a card on a page of ours: why it is not where it belongs. */
  standIn: '那个网页让提醒没法正常显示或点按，所以在这里打开。',

  family: {
    title: '问问家人',
    lead: '把这张图发给信得过的人，请他看一眼。',
    /** Speaks as the sender, asks for help and blames nobody: not 我被骗了吗. */
    ask: '帮我看一眼，这靠谱吗？',
    /** Above the text that is sent to somebody who is named; the picture may go further, and names nobody. */
    askNamed: '{name}，帮我看一眼，这靠谱吗？',
    leadNamed: '把这张图发给{name}看一眼。',
    words: '我在网上看到',
    trick: '电脑提醒我：疑似“{category}”骗局',
    line: '{tag}：{text}',
    reason: '为什么',
    seen: '看到的时间：{time}',
    /** For the one who receives it: what helps, said kindly. */
    reply: '看到请回个电话。拿不准可以一起打 96110 问一问，已经付了钱就打 110。',
    save: '保存图片',
    copy: '复制文字',
    only: '图里只有这些，没有网址，也没有别的内容。',
    copyPicture: '复制图片',
    copied: '已复制，去聊天里粘贴就好。',
    saved: '图片已保存到下载文件夹。',
    failed: '浏览器没让复制，请用“保存图片”。',
    nothing: '这一页没有要问的话。可以把收到的话贴到擦亮眼的查询框里查一查。',
  },

  /** 家里人 with a number, first on the page of 问问家人. */
  kin: {
    /** Where a number has no name. */
    nameless: '家里人',
    call: '打给{name}',
    copy: '复制号码',
    copied: '已复制。',
    failed: '浏览器没让复制，照着拨就行。',
    say: '可以这样说',
    /** Asks for nothing but an ear, and blames nobody. */
    sentence: '我在网上看到点东西，电脑提醒我像“{category}”骗局，你帮我听听。',
    sentenceOpen: '我在网上碰到一件事，拿不准，你帮我听听。',
  },

  /** Where the browser keeps pages from us, all or some. */
  letIn: {
    lead: '浏览器没有让擦亮眼看所有网页，看不到的，它提醒不了。',
    allow: '允许看所有网页',
  },
  popup: {
    title: '擦亮眼',
    settings: '设置',
    /** One sentence a state. `none` claims nothing: our silence is no safety. */
    page: {
      scanning: '正在看这一页……',
      none: '这一页没有发现记录里的骗局话术',
      noneHint: '没有发现，不等于安全。',
      found: '本页 {n} 处疑似骗局话术',
      noticed: '本页 {n} 处提到骗局话术，单独看不一定是诈骗',
      /** Beside `found`, smaller. */
      mentioned: '另有 {n} 处只是提到骗局话术',
      forbidden: '扩展不能在这个页面运行',
      forbiddenHint: '浏览器自己的页面、阅读模式、商店、PDF 和电脑里的文件，不给扩展读。可疑的话贴到下面查。',
      /** The browser would let us, the person has not. What that means is said by `letIn`. */
      withheld: '还没有看这一页',
      off: '这个网站已关掉提醒',
      offHint: '打开后，从下一次变化开始重新查看。',
      error: '没能读到这一页的结果',
      errorHint: '刷新网页再试一次。下面的查询照常能用。',
    },
    evidence: '本页的原话',
    goSee: '去看看',
    /** Below the rows that are listed. */
    more: '还有 {n} 处，网页里都标出来了',
    switchOn: '在 {host} 提醒我',
    /** Under the switch, when storage did not take it. */
    switchUnstored: '浏览器的存储写不进去，没能记住：开着的网页先照办，下次打开还是原样。',
    ask: '有人发来一句话？贴到这里查一查',
    placeholder: '比如：您的快递丢了，加我办理三倍理赔',
    clear: '清空',
    /** Before the rules are loaded. */
    looking: '正在查……',
    /** A long paste takes seconds. */
    reading: '字很多，正在从头读到尾……',
    cut: '只读了前 {n} 个字',
    answers: {
      match: '疑似“{category}”话术',
      mention: '提到了这些话术，单独出现不一定是诈骗',
      unknown: '没有记录，不等于安全',
      /** Of what has no honest use, so that it may be said outright: no page and no person is meant. */
      definition: '“{term}”是一种骗局',
      /** Of a text too long to be read to its end. */
      unknownPart: '读到的部分没有记录，不等于安全',
      official: '这是官方渠道：{name}',
    },
    /** Numbers are imitated, so knowing whose one is does not settle who called. */
    officialNote: '来电和短信的号码都可以伪造。要你转账、点链接、共享屏幕的，先停下，自己打 96110 问一问。',
    /** Of a number that is none of the few listed. It may be an office's own and yet be shown by a liar. */
    numberNote:
      '记录里没有这个号码，不知道它是谁的，而且号码能伪造。要找哪家单位，自己去它的官网或官方 App 查号码再打，别用来电、消息里给的号码。',
    /** Comes first where money or a code has already been given away. */
    urgent: '先别再转，马上做这几步',
    /** Without a hit, or with a harmless one, the reader still leaves with something to check. */
    questionsLead: '先问自己三个问题：',
    threeQuestions: [
      '是对方先找你的吗？',
      '要不要你先付钱，或给验证码、屏幕、银行卡？',
      '能不能用你自己找到的官方电话核实？',
    ],
    questionsCall: '有一个答不上来，先别付钱，打 96110 问一问。',
    summary: '这是怎么回事',
    next: '接下来多半会',
    never: '真的不会这样',
    doThis: '怎么办 · {lead}',
    similar: '相似的话术',
    transferred: '我已经转账了',
    local: '只在你电脑上查，没有上传',
  },

  options: {
    title: '擦亮眼 · 设置',
    /** Once, after installation, and first of all: whoever installs it asks what is still to be done. */
    installed: '装好了，照常上网就行。',
    installedHint: '网页里有像骗局的话，它会标出来，要紧的才弹出提醒。给爸妈装的，先在下面选“大字”，填上遇事先问谁。',
    size: '字的大小',
    sizeNormal: '标准',
    sizeElder: '大字',
    sizeHint: '大字：字更大，按钮更好点，提醒先只说一句。',
    sizeSample: '先别付钱，问一问再说。',
    kin: '家里人',
    kinHint: '提醒上的“问问家人”换成这个人。只存在这台电脑的浏览器里，网页拿不到，也不写进留给警察的证据。',
    kinName: '遇事先问谁',
    kinNameHint: '平时怎么叫就怎么写，比如：小雨',
    kinPhone: '电话（可以不填）',
    kinPhoneHint: '比如：138 0013 8000',
    kinKeep: '记下',
    kinClear: '清除',
    kinAnswers: {
      kept: '记下了，提醒上会写“{label}”。',
      cleared: '清除了，提醒上还是“问问家人”。',
      name: '名字最多 12 个字，短一点再记下。',
      phone: '这不像电话号码：写数字、空格、+、-，至多 20 位。改好再记下。',
      unstored: '没能记住，浏览器的存储没有收下。写的还在这里，过一会儿再记下。',
    },
    /** Each language is named in itself: who cannot read the present one still finds their own. */
    language: '语言 Language',
    /** Chinese in every browser (platform/settings.ts, languageOf): 跟随浏览器 was not true of an English one. */
    languageAuto: '自动（中文）',
    speech: '读给我听',
    speechHint: '提醒可以读出来，只用这台电脑自己的语音。大字时它是一个大按钮。',
    speechVoice: '现在的语音：{voice}',
    /** Reading over the net is not offered at all. */
    speechAbsent: '这台电脑没有装语音，读不出来。联网的语音会把文字传出去，所以不用。',
    speechTry: '试听',
    speechHow: '在系统的“语音”或“朗读”设置里加一个中文语音，重开浏览器就有了。',
    languageHint: '提醒、弹窗和设置立刻换过来。网页里的原话不翻译。',
    seal: '暗号',
    /** Why it is worth a choice: only the true card can know it. */
    sealHint: '一张只有这台电脑知道的小图。真的提醒，开头都有它；没有它的，就是网页假冒的。',
    /** Once, after installation: who has never been told of it does not miss it on a fake. */
    sealFirst: '这台电脑的暗号是“{word}”：记住它就行，也可以换一张。',
    sealChosen: '现在的暗号：{word}',
    sites: '关掉提醒的网站',
    sitesEmpty: '没有关掉任何网站。',
    /** Beside the host: how much of it is silent, and for how long. */
    silenced: { site: '一直不提醒', today: '今天之内不提醒', rules: '{n} 条规则不提醒' },
    siteRestore: '恢复提醒',
    siteRestoreLabel: '恢复提醒：{host}',
    journal: '见闻',
    journalHint: '最近 14 天在哪些网站遇到过什么话术。只记种类、规则、到了哪一步、网站和时间，不记网页内容。',
    journalEmpty: '还没有记录。',
    /** It may name sites, so it is not kept silent about. */
    journalUnread: '有一份旧的见闻读不出来了，还留在这台电脑上，可以一起清除。',
    journalClear: '清除',
    journalSure: '清除全部见闻？',
    journalYes: '清除',
    journalNo: '留着',
    privacy: '隐私回执',
    privacyLines: [
      '网页在你电脑上读，在你电脑上判断，网页内容不离开这台电脑。',
      '离开那个标签页的，只有被标出的原话、你拿来查的话，和留证据时的标题、网址；除非你自己保存，都不写进硬盘。',
      '默认不联网：没有统计，没有上报，也没有账号。',
      '存在你电脑上的只有：设置、家里人的称呼和电话、关掉提醒的网站、14 天内的见闻，和 14 天内提醒过什么、你放下过什么（网站、种类、级别、到了哪一步、时间）。无痕窗口什么都不留。',
      '输入框、密码框里的字不读。',
    ],
    version: '规则版本 {version}',
    /** What holds now, and what became of the rest. */
    problems: {
      damaged: '存在浏览器里的设置或见闻有一份读不出来了，这里先用默认的。原来那份没有删。',
      newer: '存在浏览器里的设置或见闻是更新的版本写的，这里先用默认的，现在的改动不会记住。原来那份没有动。',
      unreadable: '现在读不到浏览器的存储，这里先用默认的。重开浏览器再看看。',
      full: '浏览器的存储写不进去，最近的改动没有记住。腾出一些磁盘空间，再改一次。',
    },
  },

  /** What the browser itself shows for us. A badge title begins with the level's word: some only hear it. */
  browser: {
    badge: {
      none: '未发现记录里的骗局话术',
      /** Not read yet, or not readable: neither is 未发现. */
      unread: '还没有这一页的结果',
      notice: '留意：本页提到骗局话术',
      caution: '警惕：本页有疑似骗局话术',
      danger: '高危：本页很像骗局，先别付钱',
      off: '这个网站已关掉提醒',
      forbidden: '扩展不能在这个页面运行',
    },
    /** `%s` is the selected text; the browser fills it in. */
    menuLookup: '用擦亮眼查一查“%s”',
    omniboxHint: '输入一句话，看看像不像骗局话术',
  },

  /** Words of the pictures a person chooses from; concrete things, easy to tell apart when heard. */
  seals: {
    boat: '小船',
    umbrella: '雨伞',
    teapot: '茶壶',
    kite: '风筝',
    fish: '小鱼',
    mountain: '青山',
    moon: '月亮',
    leaf: '树叶',
    house: '小屋',
    bicycle: '单车',
    lantern: '灯笼',
    cat: '小猫',
  },
};
