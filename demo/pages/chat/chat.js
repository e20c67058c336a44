import { TALKS } from '/chat/talks.js';

/** Pause between two bubbles, in milliseconds; `?pace=0` shows a conversation at once. */
const pace = Number(new URLSearchParams(location.search).get('pace') ?? 900);

const people = document.getElementById('people');
const bubbles = document.getElementById('bubbles');
bubbles.dataset.paced = String(pace > 0);
let timer = 0;

function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

function face(talk) {
  const made = element('i', 'face', talk.face);
  made.style.setProperty('--hue', talk.hue);
  return made;
}

function bubble(talk, line) {
  const text = element('p', '', line.says);
  if (line.gift) {
    text.className = 'gift';
    text.replaceChildren(
      element('b', '', `¥${line.gift}`),
      element('span', '', '红包'),
      element('small', '', line.says),
    );
  }
  if (line.link) {
    const link = element('a', '', '速单宝任务中心');
    link.href = `http://${line.link}.localhost:${location.port}/${line.link}/`;
    text.append(link);
  }
  return line.me ? element('li', 'mine', text) : element('li', '', face(talk), text);
}

function open(id) {
  clearTimeout(timer);
  const talk = TALKS.find((each) => each.id === id) ?? TALKS[0];
  document.getElementById('name').textContent = talk.name;
  document.getElementById('about').textContent = talk.about;
  document.title = `${talk.name} · 叮咚网页版`;
  for (const link of people.querySelectorAll('a')) {
    if (link.dataset.id === talk.id) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  bubbles.replaceChildren();
  bubbles.dataset.done = 'false';
  const lines = [...talk.lines];
  const step = () => {
    const line = lines.shift();
    if (line) bubbles.append(bubble(talk, line));
    bubbles.dataset.done = String(lines.length === 0);
    if (lines.length === 0) return;
    if (pace === 0) step();
    else timer = setTimeout(step, pace);
  };
  step();
}

function route() {
  open(new URLSearchParams(location.search).get('with') ?? 'agent');
}

for (const talk of TALKS) {
  const link = element(
    'a',
    '',
    face(talk),
    element('strong', '', talk.name),
    element('time', '', talk.when),
    element('small', '', talk.about),
  );
  link.href = `?with=${talk.id}`;
  link.dataset.id = talk.id;
  link.addEventListener('click', (event) => {
    event.preventDefault();
    const search = new URLSearchParams(location.search);
    search.set('with', talk.id);
    history.pushState(null, '', `?${search}`);
    route();
  });
  people.append(element('li', '', link));
}
addEventListener('popstate', route);
document.getElementById('say').addEventListener('submit', (event) => {
  event.preventDefault();
  const box = event.target.querySelector('textarea');
  if (box.value.trim()) bubbles.append(bubble(TALKS[0], { me: true, says: box.value.trim() }));
  box.value = '';
});
route();
