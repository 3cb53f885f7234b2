// A training as it runs: asks for its state once a second, draws the curves, and sends the stop button. Nothing is loaded from
// elsewhere, and no text becomes markup.
'use strict';

const svgNames = 'http://www.w3.org/2000/svg', pause = 1000;
const stop = document.getElementById('stop'), fault = document.getElementById('fault'), phase = document.getElementById('phase');
const mostFaults = 3;
let isOver = false, seen = '', faults = 0;

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function shape(name, attributes, text) {
  const made = document.createElementNS(svgNames, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

function short(number) { return Number(number.toPrecision(3)).toString(); }

function time(seconds) {
  const whole = Math.round(seconds), parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  if (parts[0] > 0) return `${parts[0]} h ${parts[1]} min`;
  return parts[1] > 0 ? `${parts[1]} min ${parts[2]} s` : `${parts[2]} s`;
}

// Lines of numbers that fall well apart: 1, 2 or 5 times a power of ten.
function ticks(least, most, count) {
  const raw = (most - least) / count, power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].find(times => times * power >= raw) * power, found = [];
  for (let i = Math.ceil(least / step); i * step <= most + step / 1e6; i++) found.push(i * step);
  return found;
}

// Draws lines of [name, class, [[epoch, value], ...]] in an SVG, with axes and a legend.
function draw(svg, lines) {
  const given = lines.filter(line => line[2].length > 0), points = given.flatMap(line => line[2]);
  const legend = svg.parentElement.querySelector('.legend');
  legend.replaceChildren(...given.map(([name, kind, values]) => {
    const item = element('span', `${name} ${short(values[values.length - 1][1])}`);
    item.prepend(element('i', undefined, kind));
    return item;
  }));
  svg.replaceChildren();
  svg.setAttribute('aria-label', given.length === 0 ? 'No epoch is done yet.'
    : given.map(([name, , values]) => `${name}: ${short(values[values.length - 1][1])} after epoch ${values[values.length - 1][0]}`).join('; '));
  if (points.length === 0) return;
  const left = 56, right = 470, top = 10, bottom = 230;
  const epochs = points.map(point => point[0]), values = points.map(point => point[1]);
  const least = all => all.reduce((a, b) => Math.min(a, b)), most = all => all.reduce((a, b) => Math.max(a, b));
  let first = least(epochs), last = most(epochs), low = least(values), high = most(values);
  if (first === last) last = first + 1;
  if (high - low < 1e-9 * Math.max(1, Math.abs(high))) [low, high] = [low - 0.5, high + 0.5];
  const margin = (high - low) * 0.05;
  [low, high] = [low - margin, high + margin];
  const x = epoch => left + (epoch - first) / (last - first) * (right - left);
  const y = value => bottom - (value - low) / (high - low) * (bottom - top);
  for (const tick of ticks(low, high, 4)) {
    svg.append(shape('line', { x1: left, x2: right, y1: y(tick), y2: y(tick), class: 'grid' }));
    svg.append(shape('text', { x: left - 6, y: y(tick) + 4, class: 'tick end' }, short(tick)));
  }
  for (const tick of ticks(first, last, 6).filter(Number.isInteger))
    svg.append(shape('text', { x: x(tick), y: bottom + 18, class: 'tick middle' }, tick));
  for (const [, kind, line] of given) {
    const path = line.map(([epoch, value]) => `${x(epoch).toFixed(1)},${y(value).toFixed(1)}`);
    if (path.length > 1) svg.append(shape('polyline', { points: path.join(' '), class: `curve ${kind}` }));
    const [epoch, value] = line[line.length - 1];
    svg.append(shape('circle', { cx: x(epoch), cy: y(value), r: 3.5, class: `dot ${kind}` }));
  }
}

function points(state, name) { return state.epochs.filter(epoch => epoch[name] !== null).map(epoch => [epoch.epoch, epoch[name]]); }

function showMistakes(state) {
  const text = JSON.stringify(state.mistakes);
  if (text === seen) return;
  seen = text;
  document.getElementById('mistakes').replaceChildren(...state.mistakes.map(mistake => {
    const item = element('li');
    if (mistake.image) {
      const picture = element('img');
      picture.src = `data:image/png;base64,${mistake.image}`;
      picture.alt = `An image of ${mistake.actual}`;
      item.append(picture);
    }
    item.append(element('strong', `${mistake.actual}, taken for ${mistake.predicted}`));
    if (mistake.values.length > 0) item.append(element('span', mistake.values.map(([column, value]) => `${column} ${value === '' ? 'unknown' : value}`).join(', ')));
    return item;
  }));
}

function showTable(state) {
  const heads = ['Epoch', 'Training loss', 'Validation loss', 'Training accuracy', state.figure || 'Figure'];
  const head = element('tr');
  head.append(...heads.map(name => element('th', name)));
  const rows = state.epochs.slice(-200).reverse().map(epoch => {
    const line = element('tr');
    line.append(element('td', `${epoch.epoch}${epoch.isBest ? ', the best so far' : ''}`));
    for (const name of ['trainingLoss', 'validationLoss', 'trainingAccuracy', 'figure'])
      line.append(element('td', epoch[name] === null ? '' : epoch[name].toFixed(4)));
    return line;
  });
  document.getElementById('epochs').replaceChildren(head, ...rows);
}

function show(state) {
  isOver = state.isOver;
  const bar = document.querySelector('.progress'), percent = Math.round(100 * state.done);
  bar.setAttribute('aria-valuenow', percent);
  bar.firstElementChild.style.width = `${percent}%`;
  if (phase.textContent !== state.phase) phase.textContent = state.phase;
  phase.hidden = state.isFault;
  fault.hidden = !state.isFault;
  if (state.isFault) fault.textContent = state.phase;
  stop.disabled = !state.canStop;
  document.getElementById('time').textContent =
    `${time(state.elapsed)} so far${state.left === null ? '' : `, about ${time(state.left)} left`}`;
  draw(document.getElementById('loss'),
    [['training', 'one', points(state, 'trainingLoss')], ['validation', 'two', points(state, 'validationLoss')]]);
  document.getElementById('figure-name').textContent = state.figure || 'Accuracy';
  const isAccuracy = state.figure === '' || /accuracy/i.test(state.figure);
  draw(document.getElementById('figure'), [
    [isAccuracy ? 'training' : 'training accuracy', 'one', isAccuracy ? points(state, 'trainingAccuracy') : []],
    ['validation', 'two', points(state, 'figure')],
  ]);
  document.getElementById('shown').textContent = state.rows === 0 ? 'They appear after the first epoch.'
    : state.mistakes.length === 0 ? `None of ${state.rows} rows that are not trained on.`
    : `The worst among ${state.rows} rows that are not trained on.`;
  showMistakes(state);
  showTable(state);
}

async function ask() {
  let state;
  try {
    state = await (await fetch('/state')).json();
    faults = 0;
  } catch {
    if (isOver) return;
    if (++faults < mostFaults) {
      setTimeout(ask, pause);
      return;
    }
    phase.textContent = 'The training has ended; its output tells what came of it.';
    stop.disabled = true;
    return;
  }
  show(state);
  if (!isOver) setTimeout(ask, pause);
}

stop.addEventListener('click', async () => {
  stop.disabled = true;
  try {
    show(await (await fetch('/stop', { method: 'POST', headers: { 'X-MLFlux-Watch': 'stop' } })).json());
  } catch { /* The next question tells. */ }
});
ask();
