import { POSTS } from '/jobs/posts.js';

/** Posts added each time the end of the list comes into view. */
const PAGE_SIZE = 8;

const list = document.getElementById('posts');
const more = document.getElementById('more');
const detail = document.getElementById('post');
const board = document.querySelector('.columns');
const intro = document.querySelector('.intro');

function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

function badge(post) {
  const made = element('i', '', post.mark);
  made.style.setProperty('--hue', post.hue);
  return made;
}

function tags(post) {
  return element('ul', 'tags', ...post.tags.map((tag) => element('li', '', tag)));
}

function card(post, number) {
  const link = element('a', '', post.title);
  link.href = `/jobs/post/${number}`;
  const body = element(
    'div',
    '',
    element('h3', '', link, element('span', 'pay', post.pay)),
    tags(post),
    element('p', '', post.says),
  );
  body.append(
    element(
      'div',
      'meta',
      element('span', '', post.from),
      element('span', '', post.when),
      element('span', '', `${post.seen} 人看过`),
    ),
  );
  const made = element('article', 'post', badge(post), body);
  made.id = `post-${number}`;
  return made;
}

let shown = 0;
function loadMore() {
  const next = POSTS.slice(shown, shown + PAGE_SIZE);
  list.append(...next.map((post, index) => card(post, shown + index)));
  shown += next.length;
  if (shown >= POSTS.length) {
    more.textContent = '没有更多了，明天早上八点更新';
    watcher.disconnect();
  }
}

const watcher = new IntersectionObserver((entries) => {
  if (entries.some((entry) => entry.isIntersecting) && shown > 0) loadMore();
});

/** The board keeps its place while a post is open: the address changes, the document does not. */
function route() {
  const number = /^\/jobs\/post\/(\d+)$/.exec(location.pathname)?.[1];
  const post = number === undefined ? undefined : POSTS[Number(number)];
  detail.hidden = post === undefined;
  board.hidden = intro.hidden = post !== undefined;
  document.title = `${post?.title ?? '兼职广场'} · 青禾校园`;
  detail.replaceChildren();
  if (post === undefined) return;
  const back = element('button', 'back', '← 回到兼职广场');
  back.type = 'button';
  back.addEventListener('click', () => go('/jobs/'));
  detail.append(
    back,
    element('h2', '', post.title),
    element('span', 'pay', post.pay),
    element('div', 'from', badge(post), element('span', '', post.from)),
    tags(post),
    element('p', '', post.says),
  );
}

function go(path) {
  history.pushState(null, '', path);
  route();
  scrollTo(0, 0);
}

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[href^="/jobs/post/"]') : null;
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(link.getAttribute('href'));
});
addEventListener('popstate', route);

loadMore();
route();
watcher.observe(more);
