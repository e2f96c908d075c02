import type { Hostile } from '../../analysis/proof/hostile';
import { STANDINGS, type Standing, sideText } from '../../analysis/proof/opening';
import { hostileStandings, type Proof } from '../../analysis/proof/proof';
import { html } from '../html';
import { powerWords } from '../permissions/words';
import { plural } from '../words';
import { said } from './blame';
import type { PageData, Section } from './data';
import { standingMark } from './marks';
import { openingCard } from './openings';
import { items, more, table } from './table';

/** How many rows the table has, and how many ways are told in full. */
const ROWS = 200;
const CARDS = 60;
const POWERS = 12;

interface Row {
  readonly tenants: string[];
  readonly standing: Standing;
  readonly powers: readonly string[];
  readonly openings: Hostile['openings'];
}

/** Each tenant once more, as if it added all that its permissions allow. */
export function hostileSection({ proof }: PageData): Section {
  const rows = rowsOf(proof);
  const cards = rows.flatMap(({ openings, tenants }) => openings.map((opening) => ({ opening, alike: tenants.length - 1 })));
  const body = html`
<p class="lead">Each tenant, as if it added all that its permissions allow: pods with any labels, account, toleration and node name, policies that let them out, labels of its namespace. Tenants of which the same holds share a row.</p>
${
  rows.length === 0
    ? html`<p class="empty">There are no tenants.</p>`
    : table({
        caption: 'Hostile tenants',
        columns: ['tenant', 'verdict', 'what it may add by', 'ways that are there only then'],
        rows: rows.slice(0, ROWS).map(({ tenants, standing, powers, openings: own }) => [
          said(sideText(tenants)),
          standingMark(standing),
          powers.length === 0
            ? html`<span class="none">nothing</span>`
            : items(
                powers.map((power) => powerWords(power)),
                POWERS,
              ),
          own.length === 0
            ? html`<span class="none">none</span>`
            : items(
                own.map(({ aspect, text }) => `${aspect}: ${said(text)}`),
                POWERS,
              ),
        ]),
      })
}
${more(rows.length - ROWS, 'row', 'palisade prove lists all of them')}
${
  cards.length > 0 &&
  html`<h3>Ways that a hostile tenant could open <span class="count">${plural(cards.length, 'way')}</span></h3>
<div class="openings">${cards.slice(0, CARDS).map(({ opening, alike }) => openingCard(opening, { alike }))}</div>
${more(cards.length - CARDS, 'way', 'palisade prove lists all of them')}`
}`;
  return { id: 'hostile', title: 'If a tenant is hostile', body };
}

/** The worst first; tenants of which the same holds together: the ways of the first of them stand for all. */
function rowsOf(proof: Proof): readonly Row[] {
  const rows = new Map<string, Row>();
  const standings = hostileStandings(proof);
  for (const each of proof.hostile) {
    const standing = standings.get(each.tenant) ?? 'not proven';
    const ways = each.openings.map((opening) => [opening.aspect, opening.standing, opening.text, opening.path.length]);
    const key = JSON.stringify([standing, each.powers, ways]);
    const row = rows.get(key) ?? { tenants: [], standing, powers: each.powers, openings: each.openings };
    rows.set(key, row);
    row.tenants.push(each.tenant);
  }
  const rank = ({ standing }: Row) => STANDINGS.indexOf(standing);
  return [...rows.values()].sort((one, other) => rank(other) - rank(one));
}
