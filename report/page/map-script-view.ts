/** What part of the map is seen: zoom and movement by buttons, keys and pointer. Works on `svg`, `stage` and `byId` of the map's script. */
export const MAP_VIEW_SCRIPT = `
  const whole = svg.viewBox.baseVal;
  const size = { width: whole.width, height: whole.height };
  let view = { x: 0, y: 0, width: size.width, height: size.height };
  for (const name of svg.querySelectorAll('[data-most]')) name.style.setProperty('--most', name.dataset.most);
  const LEAST = 60;
  const FAR = 0.55;
  const apply = () => {
    svg.setAttribute('viewBox', [view.x, view.y, view.width, view.height].join(' '));
    const scale = svg.clientWidth / view.width;
    svg.classList.toggle('far', scale < FAR);
    svg.style.setProperty('--grow', String(scale < FAR ? Math.min(4, 0.8 / scale) : 1));
  };
  const fit = () => {
    const ratio = svg.clientWidth / svg.clientHeight;
    const width = Math.max(size.width, size.height * ratio, svg.clientWidth / 1.5);
    const height = width / ratio;
    view = { x: (size.width - width) / 2, y: (size.height - height) / 2, width, height };
    apply();
  };
  const zoom = (factor, x = 0.5, y = 0.5) => {
    const most = Math.max(size.width, size.height * (view.width / view.height)) * 2;
    const width = Math.min(most, Math.max(LEAST, view.width / factor));
    const height = (width * view.height) / view.width;
    view = { x: view.x + (view.width - width) * x, y: view.y + (view.height - height) * y, width, height };
    apply();
  };
  const move = (x, y) => {
    view = { ...view, x: view.x + x * view.width * 0.15, y: view.y + y * view.height * 0.15 };
    apply();
  };
  const bringIntoView = (item) => {
    const box = item.getBBox();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const isSeen = x > view.x && x < view.x + view.width && y > view.y && y < view.y + view.height;
    if (!isSeen) view = { ...view, x: x - view.width / 2, y: y - view.height / 2 };
    apply();
  };

  stage.classList.add('live');
  stage.removeAttribute('tabindex');
  svg.setAttribute('width', '100%');
  const frame = stage.closest('.map-frame');
  const isFull = () => frame.classList.contains('full');
  const resize = () => {
    // As high as the map needs at its natural size, and no more than most of the window.
    const own = Math.max(320, Math.min(innerHeight * 0.82, (size.height / size.width) * stage.clientWidth, size.height * 1.5));
    svg.setAttribute('height', String(Math.round(isFull() ? stage.parentElement.clientHeight - 2 : own)));
    fit();
  };
  const fill = (isFilling) => {
    frame.classList.toggle('full', isFilling);
    byId('full').setAttribute('aria-pressed', String(isFilling));
    if (isFilling) svg.setAttribute('height', '0');
    resize();
  };
  resize();
  let known = stage.clientWidth;
  addEventListener('resize', () => {
    if (stage.clientWidth === known && !isFull()) return;
    known = stage.clientWidth;
    resize();
  });
  addEventListener('beforeprint', () => svg.setAttribute('viewBox', '0 0 ' + size.width + ' ' + size.height));
  addEventListener('afterprint', apply);

  let drag;
  let dragged = false;
  const isDragging = () => drag !== undefined && dragged;
  const wasDragged = () => dragged;
  svg.addEventListener('pointerdown', (event) => {
    dragged = false;
    if (event.button === 0) drag = { x: event.clientX, y: event.clientY, view };
  });
  svg.addEventListener('pointermove', (event) => {
    if (drag === undefined) return;
    const [x, y] = [event.clientX - drag.x, event.clientY - drag.y];
    if (!dragged && Math.hypot(x, y) < 4) return;
    if (!dragged) svg.setPointerCapture(event.pointerId);
    dragged = true;
    stage.classList.add('dragging');
    const scale = drag.view.width / svg.clientWidth;
    view = { ...drag.view, x: drag.view.x - x * scale, y: drag.view.y - y * scale };
    apply();
  });
  for (const name of ['pointerup', 'pointercancel']) {
    svg.addEventListener(name, () => {
      drag = undefined;
      stage.classList.remove('dragging');
    });
  }
  // The wheel alone belongs to the page.
  svg.addEventListener('wheel', (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const { left, top, width, height } = svg.getBoundingClientRect();
    zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, (event.clientX - left) / width, (event.clientY - top) / height);
  }, { passive: false });
  const on = (id, act) => byId(id).addEventListener('click', act);
  on('in', () => zoom(1.25));
  on('out', () => zoom(0.8));
  on('fit', fit);
  on('full', () => fill(!isFull()));
  frame.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && isFull() && here === undefined) fill(false);
  });
  on('left', () => move(-1, 0));
  on('right', () => move(1, 0));
  on('up', () => move(0, -1));
  on('down', () => move(0, 1));`;
