/** What the page does by itself: everything is open on paper, and the contents say where the reader is. */
export const PAGE_SCRIPT = `'use strict';
(() => {
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = [...document.querySelectorAll('details:not([open])')];
    for (const each of closed) each.open = true;
  });
  addEventListener('afterprint', () => {
    for (const each of closed) each.open = false;
    closed = [];
  });

  const links = new Map([...document.querySelectorAll('.contents a')].map((link) => [link.hash.slice(1), link]));
  const seen = new Set();
  const sections = [...document.querySelectorAll('main > section')];
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) isIntersecting ? seen.add(target.id) : seen.delete(target.id);
    const current = sections.find(({ id }) => seen.has(id));
    for (const [id, link] of links) {
      if (current !== undefined && id === current.id) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  }, { rootMargin: '-10% 0px -60% 0px' });
  for (const section of sections) observer.observe(section);
})();`;
