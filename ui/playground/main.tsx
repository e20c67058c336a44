import { render } from 'preact';
import { adoptStyles } from '../adopt-styles.ts';
import type { Copy } from '../copy/copy.ts';
import { en } from '../copy/en.ts';
import { zhCN } from '../copy/zh-cn.ts';
import { zhTW } from '../copy/zh-tw.ts';
import { drawFamilyPicture } from '../family-picture.ts';
import { familyMatter, states } from './states.tsx';

/**
 * Shows one state of one surface: `#<state>?lang=zh_CN|zh_TW|en&size=normal|elder`. Surfaces that live over a page get
 * a page that does its worst: a root font size of 31 px, capitals, italics, wide letters, `* { display: none }`.
 */
const HOSTILE_PAGE = `
  html { font: italic 31px/3 fantasy; letter-spacing: 6px; word-spacing: 20px; text-transform: uppercase; color: lime; text-align: right;
    --ink: lime; --surface: red; --text: 40px; }
  body { margin: 0; padding: 40px; font: 16px/1.7 sans-serif; letter-spacing: 0; text-align: start; text-transform: none;
    color: #445; background: #e9edf2; }
  input { font: inherit; }
  #over, #over * { display: none !important; opacity: 0 !important; transform: scale(9) !important; }
  @media (prefers-color-scheme: dark) { body { background: #11161c; color: #9aa; } }
`;

const COPIES: Record<string, Copy> = { zh_CN: zhCN, zh_TW: zhTW, en };

interface PlaygroundWindow extends Window {
  calls: unknown[][];
  show: (address: string) => void;
  familyPicture: () => Promise<number[]>;
}

const playground = window as unknown as PlaygroundWindow;
playground.familyPicture = async () => {
  const picture = await drawFamilyPicture(zhCN, familyMatter, document.createElement('canvas'));
  return [...new Uint8Array(await picture.arrayBuffer())];
};

/** What is on the page now, to be taken away whole before the next state. */
let takeAway = () => {};

/** Shows the state that the address names, on a page as empty as when it was loaded. Tests call it, people follow links. */
playground.show = (address) => {
  takeAway();
  document.body.replaceChildren();
  document.adoptedStyleSheets = [];
  scrollTo(0, 0);
  playground.calls = [];
  const [id = '', query = ''] = address.replace(/^#/, '').split('?');
  const wish = new URLSearchParams(query);
  const state = states[id];
  if (state === undefined) return listStates();
  const world = {
    copy: COPIES[wish.get('lang') ?? 'zh_CN'] ?? zhCN,
    size: wish.get('size') === 'elder' ? ('elder' as const) : ('normal' as const),
    called: (...call: unknown[]) => void playground.calls.push(call),
    dismiss: () => {},
  };
  document.documentElement.lang = world.copy.lang;
  const place: Element = state.place === 'own' ? document.body : overPage();
  adoptStyles(state.place === 'own' ? document : (place.getRootNode() as ShadowRoot), ...state.styles);
  takeAway = () => render(null, place);
  if (state.place === 'over') world.dismiss = takeAway;
  render(state.show(world), place);
};

/** A page with one field, focused, and over it the place for a surface. */
function overPage(): Element {
  adoptStyles(document, HOSTILE_PAGE);
  const page = document.createElement('main');
  const input = document.createElement('input');
  input.id = 'page-input';
  input.setAttribute('aria-label', 'page');
  page.append('一张普通的网页，有一个输入框：', input, document.createElement('hr'), '正文。'.repeat(160));
  const host = document.createElement('div');
  host.id = 'over';
  document.body.append(page, host);
  input.focus();
  // Open here and closed in the product: tests look inside, pages must not.
  const root = host.attachShadow({ mode: 'open' });
  const dock = document.createElement('div');
  dock.className = 'dock';
  root.append(dock);
  return dock;
}

function listStates() {
  for (const name of Object.keys(states)) {
    const link = document.createElement('a');
    link.href = `#${name}`;
    link.textContent = name;
    const line = document.createElement('p');
    line.append(link);
    document.body.append(line);
  }
}

addEventListener('hashchange', () => playground.show(location.hash));
playground.show(location.hash);
