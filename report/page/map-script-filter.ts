/** Hides what is not asked for, by tenant, port and name. Works on what the map's script knows. */
export const MAP_FILTER_SCRIPT = `
  const [tenant, port, text] = ['tenant', 'port', 'text'].map(byId);
  const hasPort = (call, asked) => {
    const [, number, protocol] = /^([0-9]*)\\/?([a-z]*)$/.exec(asked) ?? [];
    if (number === undefined) return false;
    return call.dataset.ports.split(' ').some((interval) => {
      const [own, range] = interval.split(':');
      const [first, last] = (range ?? '').split('-').map(Number);
      return own.toLowerCase().startsWith(protocol) && (number === '' || (first <= Number(number) && Number(number) <= last));
    });
  };
  const filter = () => {
    const asked = { tenant: tenant.value, port: port.value.trim().toLowerCase(), words: text.value.toLowerCase().split(/\\s+/).filter((word) => word !== '') };
    const isAny = asked.tenant !== '' || asked.port !== '' || asked.words.length > 0;
    const isNamed = (place) => asked.words.every((word) => place.dataset.name.toLowerCase().includes(word));
    const isOwned = (place) => asked.tenant === '' || place.dataset.owner === asked.tenant;
    // A box that is named stands for its apps.
    const boxOf = (place) => elements.get(place.dataset.in);
    const isNamedAtAll = (place) => isNamed(place) || (boxOf(place) !== undefined && isNamedAtAll(boxOf(place)));
    const wanted = new Set(places.filter((place) => isOwned(place) && (asked.words.length === 0 || isNamedAtAll(place))));
    const ends = new Set();
    let shown = 0;
    for (const call of calls) {
      const own = [call.dataset.from, call.dataset.to, call.dataset.in].flatMap((id) => elements.get(id) ?? []);
      const isShown = own.some((end) => wanted.has(end)) && (asked.port === '' || hasPort(call, asked.port));
      call.classList.toggle('off', !isShown);
      if (!isShown) continue;
      shown += 1;
      for (const end of own) ends.add(end);
    }
    let apps = 0;
    for (const place of places) {
      // Who has no call on a port is not asked for by it.
      const isShown = ends.has(place) || (wanted.has(place) && asked.port === '');
      const isBox = place.classList.contains('group');
      const isHolding = isBox && inside(place).some((each) => !each.classList.contains('off'));
      place.classList.toggle('off', isAny && !isShown && !isHolding);
    }
    // Boxes are told before their apps: once more, with what is left in them.
    for (const place of places) {
      if (place.classList.contains('group')) place.classList.toggle('off', isAny && !ends.has(place) && !wanted.has(place) && !inside(place).some((each) => !isOff(each)));
      else if (!isOff(place)) apps += 1;
    }
    if (here !== undefined && isOff(here)) release();
    const all = places.filter((place) => !place.classList.contains('group')).length;
    byId('count').textContent = isAny ? shown + ' of ' + calls.length + ' calls, ' + apps + ' of ' + all + ' nodes' : '';
    const shownPlaces = places.filter((place) => !isOff(place));
    const entry = svg.querySelector('.item[tabindex="0"]');
    if (shownPlaces.length > 0 && (entry === null || isOff(entry))) enter(shownPlaces[0]);
  };
  tenant.addEventListener('change', filter);
  let waiting;
  for (const field of [port, text]) {
    field.addEventListener('input', () => {
      clearTimeout(waiting);
      waiting = setTimeout(filter, 120);
    });
  }
  byId('reset').addEventListener('click', () => {
    for (const field of [tenant, port, text]) field.value = '';
    filter();
    release();
    fit();
  });
  for (const name of ['.map-tools', '.map-keys']) document.querySelector('#map ' + name).hidden = false;
  filter();`;
