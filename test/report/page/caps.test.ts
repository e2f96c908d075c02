import { type Manifest, stringAt } from '../../../analysis/manifest';
import type { Opening } from '../../../analysis/proof/opening';
import { pageOf } from '../../../report/page/page';
import { pageData } from './given';
import { rowsOf, sectionOf, textOf } from './reading';

const COUNT = 400;

/** So many tenants with a pod each that breaks a dozen rules. */
const tenants = Array.from({ length: COUNT }, (_, index) => `t${index}`);
const manifests: readonly Manifest[] = tenants.flatMap((name) => [
  inFile({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }),
  inFile({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'default-deny', namespace: name },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  }),
  inFile({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'cart', namespace: name },
    spec: { containers: [{ name: 'cart', image: 'cart' }] },
  }),
]);

function inFile(object: Manifest['object']): Manifest {
  const file = `${stringAt(object, 'metadata', 'namespace') ?? stringAt(object, 'metadata', 'name')}.yaml`;
  return { object, source: file, place: () => ({ file, line: 1, column: 1 }) };
}

const data = pageData(manifests);
const page = pageOf(data);

test('findings of one rule are cut, and the rest is counted', async () => {
  const findings = sectionOf(await page, 'findings');
  const rule = findings.slice(findings.indexOf('<code>image-digest</code>'));
  const list = rule.slice(0, rule.indexOf('</details>'));
  expect(list.match(/<li /g)).toHaveLength(150);
  expect(textOf(list)).toContain(`${COUNT} findings`);
  expect(textOf(list)).toContain(`and ${COUNT - 150} more findings: palisade check lists all of them`);
});

test('all findings together are cut, and the page says how many it has', async () => {
  const findings = sectionOf(await page, 'findings');
  expect(findings.match(/<li data-tenant/g)).toHaveLength(2500);
  expect(textOf(findings)).toContain(`The page has 2,500 of ${data.judgement.findings.length.toLocaleString('en')} findings`);
});

test('levels and nodes are cut, and the rest is counted', async () => {
  expect(rowsOf(sectionOf(await page, 'levels'), 'Pod Security level of each workload')).toHaveLength(1 + 250);
  expect(textOf(sectionOf(await page, 'levels'))).toContain(`and ${COUNT - 250} more workloads: ${COUNT - 250} baseline`);
  expect(rowsOf(sectionOf(await page, 'nodes'), 'Tenants and their nodes')).toHaveLength(1 + 150);
  expect(textOf(sectionOf(await page, 'nodes'))).toContain(`and ${COUNT - 150} more tenants`);
});

test('ways are cut, and no cell leads to one that is not there', async () => {
  const openings = tenants.slice(0, 200).map(
    (name): Opening => ({
      aspect: 'network',
      standing: 'broken',
      from: [name],
      to: ['t300'],
      text: 'it is open',
      path: [],
      reasons: [],
      more: 0,
    }),
  );
  const cut = await pageOf({ ...data, proof: { ...data.proof, openings } });
  expect(textOf(sectionOf(cut, 'ways'))).toContain('broken 200 ways');
  expect(textOf(sectionOf(cut, 'ways'))).toContain('and 80 more ways: palisade prove lists all of them');
  const targets = [...sectionOf(cut, 'pairs').matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
  expect(targets.length).toBeGreaterThan(0);
  expect(targets.filter((id) => !cut.includes(` id="${id}"`))).toEqual([]);
});

test('tenants of which the same holds share a row if one of them is hostile', async () => {
  const rows = rowsOf(sectionOf(await page, 'hostile'), 'Hostile tenants');
  expect(rows.length).toBeLessThan(4);
  expect(rows.map(([who]) => who).join()).toContain(`and ${COUNT - 3} more tenants`);
});

test('so many make a page of less than two megabytes', async () => {
  expect((await page).length).toBeLessThan(2_000_000);
});
