// The form: reads its fields, asks the service, and shows the answer. Nothing is loaded from elsewhere, and no text becomes markup.
'use strict';

const row = document.getElementById('row'), result = document.getElementById('result'), key = document.getElementById('key');
const fields = [...row.querySelectorAll('.field')];
const isImage = fields.some(field => field.dataset.kind === 'image');

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

// A name breaks between its words, as PageText has it.
function named(made, name) {
  name.split(/(?<=[_.\-/])(?=[\p{L}\p{N}])|(?<=\p{Ll})(?=\p{Lu})/u)
    .forEach((word, place) => made.append(...(place > 0 ? [element('wbr')] : []), word));
  return made;
}

function input(field) { return field.querySelector('input, select, textarea'); }

function fault(text, field) {
  result.replaceChildren(element('p', text, 'fault'));
  if (!field) return;
  field.classList.add('wrong');
  input(field).setAttribute('aria-invalid', 'true');
  input(field).focus();
}

function number(text) { return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : NaN; }

// The value of a field as JSON has it; an error is a sentence for the user.
function value(field) {
  const text = input(field).value, trimmed = text.trim(), name = field.dataset.column;
  const isMissing = trimmed === '', canBeMissing = field.dataset.missing === 'yes';
  switch (field.dataset.kind) {
    case 'number':
    case 'wholenumber':
      if (isMissing && canBeMissing) return null;
      if (isMissing) throw new Error(`${name}: expected a number; the field is empty.`);
      if (Number.isNaN(number(trimmed))) throw new Error(`${name}: expected a number, got '${trimmed}'.`);
      return field.dataset.kind === 'wholenumber' ? trimmed : number(trimmed);
    case 'truth': return text === 'true';
    case 'category': return isMissing ? null : text;
    case 'list': return field.dataset.numbers === 'yes'
      ? trimmed.split(/[\s,]+/).filter(Boolean).map(item => Number.isNaN(number(item)) ? item : number(item))
      : text.split('\n').map(item => item.trim()).filter(Boolean);
    case 'date':
      if (isMissing) throw new Error(`${name}: expected a date, such as 2026-03-01.`);
      return trimmed;
    default: return text;
  }
}

function body() {
  if (isImage) {
    const form = new FormData();
    for (const field of fields) {
      if (field.dataset.kind !== 'image') form.append(field.dataset.column, input(field).value);
      else if (input(field).files.length === 0) throw Object.assign(new Error(`${field.dataset.column}: choose an image.`), { field });
      else form.append(field.dataset.column, input(field).files[0]);
    }
    return { body: form, headers: {} };
  }
  const values = {};
  for (const field of fields) {
    try { values[field.dataset.column] = value(field); } catch (error) { throw Object.assign(error, { field }); }
  }
  return { body: JSON.stringify(values), headers: { 'Content-Type': 'application/json' } };
}

function bars(pairs, text) {
  const list = element('ul', undefined, 'bars'), most = Math.max(...pairs.map(pair => Math.abs(pair[1])));
  for (const [name, size] of pairs) {
    const item = element('li'), bar = element('i', undefined, size < 0 ? 'less' : '');
    bar.style.width = `${most > 0 ? Math.abs(size) / most * 100 : 0}%`;
    const track = element('span');
    track.append(bar);
    item.append(named(element('span'), name), track, element('b', text(size)));
    list.append(item);
  }
  return list;
}

function shown(prediction) {
  if (Array.isArray(prediction)) return prediction.length ? prediction.join(', ') : 'none';
  if (typeof prediction === 'number') return prediction.toLocaleString('en', { maximumSignificantDigits: 6 });
  return prediction === null ? 'unknown' : String(prediction);
}

function show(answer) {
  const parts = [named(element('div', undefined, 'answer'), shown(answer.prediction))];
  if (answer.probabilities) {
    const all = Object.entries(answer.probabilities).sort((a, b) => b[1] - a[1]);
    parts.push(element('h2', 'Probabilities'), bars(all.slice(0, 12), size => size.toFixed(4)));
    if (all.length > 12) parts.push(element('p', `and ${all.length - 12} others`));
  }
  if (answer.explanation) {
    const all = answer.explanation.contributions.map(one => [one.column, one.contribution]);
    parts.push(element('h2', 'Why'), element('p', `What each column adds to ${answer.explanation.of}, beside the mean training row.`));
    parts.push(bars(all.slice(0, 12), size => size.toLocaleString('en', { maximumSignificantDigits: 4, signDisplay: 'exceptZero' })));
    if (all.length > 12) parts.push(element('p', `and ${all.length - 12} other columns`));
  }
  result.replaceChildren(...parts);
}

async function predict() {
  for (const field of fields) {
    field.classList.remove('wrong');
    input(field).removeAttribute('aria-invalid');
  }
  let request;
  try { request = body(); } catch (error) { fault(error.message, error.field); return; }
  const button = document.getElementById('predict');
  button.disabled = true;
  try {
    const path = result.dataset.explains === 'yes' ? '/explain' : '/predict';
    const response = await fetch(path, { method: 'POST', ...request });
    const answer = await response.json();
    if (response.ok) {
      show(Array.isArray(answer) ? answer[0] : answer);
    } else if (response.status === 401) {
      fault('The service asks for its API key.');
      key.hidden = false;
      document.getElementById('key-value').focus();
    } else {
      fault(answer.detail, fields.find(field => answer.detail.includes(`'${field.dataset.column}'`)));
    }
  } catch {
    fault('The service does not answer.');
  } finally {
    button.disabled = false;
  }
}

row.addEventListener('submit', event => { event.preventDefault(); predict(); });
row.addEventListener('reset', () => {
  result.replaceChildren(element('p', 'The prediction appears here.', 'empty'));
  for (const picture of row.querySelectorAll('.drop img')) picture.hidden = true;
});
key.addEventListener('submit', event => {
  event.preventDefault();
  document.cookie = `mlflux_key=${encodeURIComponent(document.getElementById('key-value').value)}; SameSite=Strict; path=/`;
  key.hidden = true;
  predict();
});
for (const drop of row.querySelectorAll('.drop')) {
  const file = drop.querySelector('input'), picture = drop.querySelector('img');
  file.addEventListener('change', () => {
    if (file.files.length === 0) return;
    URL.revokeObjectURL(picture.src);
    picture.src = URL.createObjectURL(file.files[0]);
    picture.alt = file.files[0].name;
    picture.hidden = false;
  });
  for (const name of ['dragenter', 'dragover']) drop.addEventListener(name, () => drop.classList.add('over'));
  for (const name of ['dragleave', 'drop']) drop.addEventListener(name, () => drop.classList.remove('over'));
}
