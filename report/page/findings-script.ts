/** Hides findings that the filter does not ask for, and rules that have none left. */
export const FINDINGS_SCRIPT = `'use strict';
(() => {
  const byId = (id) => document.getElementById(id);
  const [severity, tenant, text, count] = ['severity', 'tenant', 'text', 'count'].map((name) => byId('findings-' + name));
  const rules = [...document.querySelectorAll('#findings .rule')].map((rule) => ({
    rule,
    about: rule.querySelector('summary').textContent.toLowerCase(),
    items: [...rule.querySelectorAll('.findings > li')].map((item) => ({ item, text: item.textContent.toLowerCase() })),
  }));
  const all = rules.reduce((sum, { items }) => sum + items.length, 0);
  const number = (value) => value.toLocaleString('en');
  const show = () => {
    const words = text.value.toLowerCase().split(/\\s+/).filter((word) => word !== '');
    const owner = tenant.value === '' ? undefined : tenant.selectedOptions[0].textContent;
    let shown = 0;
    for (const { rule, about, items } of rules) {
      const isAsked = severity.value === '' || rule.dataset.severity === severity.value;
      let own = 0;
      for (const { item, text: said } of items) {
        const isShown = isAsked && (owner === undefined || item.dataset.tenant === owner) && words.every((word) => about.includes(word) || said.includes(word));
        item.hidden = !isShown;
        if (isShown) own += 1;
      }
      rule.hidden = own === 0;
      shown += own;
    }
    count.textContent = shown === all ? number(all) + (all === 1 ? ' finding' : ' findings') : number(shown) + ' of ' + number(all) + ' findings';
  };
  for (const field of [severity, tenant]) field.addEventListener('change', show);
  let waiting;
  text.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 120);
  });
  byId('findings-clear').addEventListener('click', () => {
    for (const field of [severity, tenant, text]) field.value = '';
    show();
    text.focus();
  });
  document.querySelector('#findings .filter').hidden = false;
  // A browser may keep what was chosen before the page was loaded anew.
  show();
})();`;
