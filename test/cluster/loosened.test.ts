import { applyExample, create, refusal, send } from './attacks-asking';
import { namedByProof } from './attacks-named';
import { ADMINISTRATOR, BOOKINFO_OWNER } from './attacks-people';
import { grantOf, LOOSENED } from './loosened-rows';
import { OTHERWISE } from './otherwise';
import { record } from './record';
import { onEachVersion } from './suite';
import { VERSIONS } from './versions';

const CONTROLLERS = ['serviceaccount-controller', 'serviceaccount-token-controller', 'root-ca-certificate-publisher-controller'];

onEachVersion(
  'a tenant that is granted more',
  { ...OTHERWISE.loosened.options, versions: [VERSIONS[0]], parts: ['controllers'], controllers: CONTROLLERS },
  (cluster, version) => {
    const rows = LOOSENED.map((row, index) => ({ ...row, group: `loosened-${index}` }));
    beforeAll(() => applyExample(cluster));

    test.each(rows)('$attempt: RBAC refuses it, and with the grant nobody does; prove names it', (row) => {
      const { attempt, rules, within, request, named, group } = row;
      expect(refusal(send(cluster, BOOKINFO_OWNER, request))).toMatch(/ is forbidden: |cannot /);
      create(cluster, ADMINISTRATOR, ...grantOf(row, group));
      const { status, stderr } = send(cluster, { as: 'mallory', groups: ['bookinfo-admins', group] }, request);
      // What is not there is looked for once RBAC has let the request through.
      expect({ status, isThrough: status === 0 || /not found/.test(stderr), stderr }).toMatchObject({ isThrough: true });
      const object = request.body !== undefined && 'kind' in request.body ? [request.body] : [];
      const namedBy = namedByProof(named, { tenant: 'bookinfo', objects: object, grants: grantOf(row, 'bookinfo-admins') });
      const by = rules.map(({ verbs, resources }) => `${verbs} of ${resources}`).join(' and ');
      record({ fact: 'loosened', version, attempt, by: `${by}, ${within === undefined ? 'everywhere' : `in ${within}`}`, namedBy });
    });
  },
);
