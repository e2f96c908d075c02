import { MAP_FILTER_SCRIPT } from './map-script-filter';
import { MAP_VIEW_SCRIPT } from './map-script-view';

/**
 * Makes the map interactive: what is pointed at or focused shows its neighbours and the policies behind it. Everything that it shows it takes
 * from the picture and the tables.
 */
export const MAP_SCRIPT = `'use strict';
(() => {
  const stage = document.querySelector('#map .map-view');
  const svg = stage === null ? null : stage.querySelector('svg.map');
  if (svg === null) return;
  const byId = (id) => document.getElementById('map-' + id);
  const items = [...svg.querySelectorAll('.item')];
  const elements = new Map(items.map((item) => [item.dataset.id, item]));
  const isCall = (item) => item.classList.contains('call');
  const isBox = (item) => item.classList.contains('group');
  const calls = items.filter(isCall);
  const places = items.filter((item) => !isCall(item));
  const byEnd = new Map();
  for (const call of calls) {
    for (const end of new Set([call.dataset.from, call.dataset.to])) byEnd.set(end, [...(byEnd.get(end) ?? []), call]);
  }
  const callsOf = (item) => byEnd.get(item.dataset.id) ?? [];
  const isOff = (item) => item.classList.contains('off');
  const inside = (item) => [...places, ...calls].filter((each) => each.dataset.in === item.dataset.id);

  for (const item of items) {
    const title = item.querySelector('title');
    // Who speaks to the machine says what is seen.
    const seen = [...item.querySelectorAll('text')].map((text) => text.textContent).join(' ');
    item.setAttribute('aria-label', title.textContent.includes(seen) ? title.textContent : seen + ': ' + title.textContent);
    item.setAttribute('role', 'button');
    item.setAttribute('tabindex', '-1');
    title.remove();
  }
${MAP_VIEW_SCRIPT}
  const details = byId('details');
  let here;
  let kept = false;

  const element = (name, text) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const copied = (cell) => {
    const part = element('div');
    part.append(...[...cell.childNodes].map((child) => child.cloneNode(true)));
    for (const each of part.querySelectorAll('[id]')) each.removeAttribute('id');
    return part;
  };
  const linkTo = (item, text) => {
    const entry = element('li');
    const button = element('button', text);
    button.type = 'button';
    button.addEventListener('click', () => focusOn(item, true));
    entry.append(button);
    return entry;
  };
  const listed = (heading, entries) => {
    if (entries.length === 0) return [];
    const list = element('ul');
    list.append(...entries);
    return [element('p', heading), list];
  };
  const rowOf = (call) => byId('row-' + call.dataset.id);
  const cellsOf = (call) => [...(rowOf(call)?.children ?? [])];
  const wordsOf = (call, isFrom) => {
    const [from, to, ports] = cellsOf(call).map((cell) => cell.textContent.trim());
    return (isFrom ? '→ ' + to : '← ' + from) + ', ' + ports;
  };
  const tellCall = (call) => {
    const [from, to, ports, standing, declared, rules] = cellsOf(call);
    const heading = element('h3', from.textContent + ' → ' + to.textContent);
    const how = element('p', ports.textContent.trim() + ' · ' + standing.textContent);
    const parts = [[declared, 'Declared:'], [rules, 'Opened by:']].flatMap(([cell, name]) => (cell.textContent.trim() === '' ? [] : [element('p', name), copied(cell)]));
    return [heading, how, ...parts];
  };
  const tellPlace = (item) => {
    const own = callsOf(item);
    const within = inside(item).filter((each) => !isCall(each));
    return [
      element('h3', item.dataset.name),
      ...listed('Contains:', within.slice(0, 40).map((each) => linkTo(each, each.dataset.name))),
      ...listed('Calls:', own.filter((call) => call.dataset.from === item.dataset.id).map((call) => linkTo(call, wordsOf(call, true)))),
      ...listed('Is called by:', own.filter((call) => call.dataset.to === item.dataset.id).map((call) => linkTo(call, wordsOf(call, false)))),
      ...(own.length === 0 && within.length === 0 ? [element('p', 'No calls.')] : []),
    ];
  };
  const nearOf = (item) => {
    if (isCall(item)) return [item, elements.get(item.dataset.from), elements.get(item.dataset.to)];
    const within = inside(item).flatMap((each) => [each, ...inside(each)]);
    const own = [item, ...within].flatMap(callsOf);
    return [item, ...within, ...own, ...own.flatMap((call) => [elements.get(call.dataset.from), elements.get(call.dataset.to)])];
  };
  const show = (item) => {
    if (here === item) return;
    for (const each of svg.querySelectorAll('.near, .here')) each.classList.remove('near', 'here');
    here = item;
    svg.classList.toggle('told', item !== undefined);
    details.hidden = item === undefined;
    if (item === undefined) {
      details.replaceChildren();
      byId('said').textContent = '';
      return;
    }
    const near = new Set(nearOf(item).filter((each) => each !== undefined));
    for (const each of near) {
      each.classList.add('near');
      // An end that is a box stands for all that is in it.
      if (isCall(item) && each.classList.contains('group')) for (const part of inside(each)) if (!isCall(part)) part.classList.add('near');
    }
    item.classList.add('here');
    details.replaceChildren(...(isCall(item) ? tellCall(item) : tellPlace(item)));
    const box = item.getBoundingClientRect();
    const view = stage.getBoundingClientRect();
    details.classList.toggle('left', box.left + box.width / 2 > view.left + view.width / 2);
    byId('said').textContent = isCall(item)
      ? [...details.children].map((each) => each.textContent.trim()).join(' ')
      : item.getAttribute('aria-label') + ', ' + callsOf(item).length + ' calls';
  };
  const focusOn = (item, isKept) => {
    kept = isKept;
    bringIntoView(item);
    enter(item);
    item.focus({ preventScroll: true });
    show(item);
  };
  const enter = (item) => {
    for (const each of svg.querySelectorAll('.item[tabindex="0"]')) each.setAttribute('tabindex', '-1');
    item.setAttribute('tabindex', '0');
  };
  const release = () => {
    kept = false;
    show(undefined);
  };

  const itemAt = (target) => (target instanceof Element ? target.closest('#map .map-view .item') : null);
  svg.addEventListener('pointerover', (event) => {
    const item = itemAt(event.target);
    if (!kept && item !== null && !isDragging()) show(item);
  });
  svg.addEventListener('pointerleave', () => {
    if (!kept && svg.contains(document.activeElement) === false) show(undefined);
  });
  svg.addEventListener('click', (event) => {
    if (wasDragged()) return;
    const item = itemAt(event.target);
    if (item === null) release();
    else focusOn(item, true);
  });
  // Browsers let the Tab key stop at a picture that listens to focus itself.
  stage.addEventListener('focusin', (event) => {
    const item = itemAt(event.target);
    if (item !== null && !kept) show(item);
  });
  stage.addEventListener('focusout', (event) => {
    if (!kept && !details.contains(event.relatedTarget)) show(undefined);
  });
  details.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    const item = here;
    release();
    item?.focus({ preventScroll: true });
  });

  const centre = (item) => {
    const { left, top, width, height } = item.getBoundingClientRect();
    return [left + width / 2, top + height / 2];
  };
  const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  /** The nearest place in a direction, those straight ahead first: boxes from boxes, apps from apps. From a call, its ends and its neighbours. */
  const next = (item, key) => {
    const [x, y] = WAYS[key];
    if (isCall(item)) {
      if (x !== 0) return elements.get(x < 0 ? item.dataset.from : item.dataset.to) ?? elements.get(item.dataset.in);
      const own = calls.filter((call) => !isOff(call));
      return own[(own.indexOf(item) + y + own.length) % own.length];
    }
    const [left, top] = centre(item);
    let best;
    let least = Infinity;
    for (const each of places) {
      if (each === item || isOff(each) || isBox(each) !== isBox(item)) continue;
      const [right, down] = centre(each);
      const [along, aside] = [(right - left) * x + (down - top) * y, Math.abs((right - left) * y) + Math.abs((down - top) * x)];
      const far = along + 2.5 * aside;
      if (along > 1 && far < least) [best, least] = [each, far];
    }
    return best ?? (isBox(item) ? inside(item).find((each) => !isOff(each)) : elements.get(item.dataset.in));
  };
  svg.addEventListener('keydown', (event) => {
    const item = itemAt(event.target);
    if (item === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const shown = places.filter((each) => !isOff(each));
    if (event.key in WAYS && event.shiftKey) move(...WAYS[event.key]);
    else if (event.key in WAYS) {
      const found = next(item, event.key);
      if (found !== undefined) focusOn(found, false);
    } else if (event.key === 'Home' || event.key === 'End') focusOn(shown[event.key === 'Home' ? 0 : shown.length - 1] ?? item, false);
    else if (event.key === 'Enter' || event.key === ' ') {
      focusOn(item, true);
      details.querySelector('button')?.focus();
    } else if (event.key === 'Escape') release();
    else if (event.key === '+' || event.key === '=') zoom(1.25);
    else if (event.key === '-') zoom(0.8);
    else if (event.key === '0') fit();
    else return;
    event.preventDefault();
  });
${MAP_FILTER_SCRIPT}
  if (places.length > 0) enter(places[0]);
})();`;
