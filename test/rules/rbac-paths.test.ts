import { rbacPaths } from '../../rules/rbac-paths';
import { judges } from './given';
import { clusterRole, role } from './roles';

const opening = (...nonResourceURLs: unknown[]) => ({ nonResourceURLs, verbs: ['get'] });
const said = (path: string, index = 0) => `rule ${index} opens the path '${path}' of the API server, expected single harmless paths`;
const FIRST = '/rules/0/nonResourceURLs/0';

judges(rbacPaths, {
  accepts: [
    ['harmless paths', clusterRole(opening('/healthz', '/livez/*', '/metrics', '/version', '/openapi/*'))],
    ['a path that only begins like a powerful one', clusterRole(opening('/log', '/debug', '/config'))],
    ['a star that does not come last', clusterRole(opening('*/heap'))],
    ['no paths', clusterRole(opening())],
    ['a path instead of a list', clusterRole({ nonResourceURLs: '*', verbs: ['get'] })],
    ['paths that are no strings', clusterRole(opening(null, 3, {}))],
    ['no list at all', clusterRole({ nonResourceURLs: null })],
    ['a Role, which reaches no paths', role(opening('*'))],
  ],
  refuses: [
    { what: 'every path', given: clusterRole(opening('*')), finds: [[FIRST, said('*')]], absent: 'accepted' },
    { what: 'every path below the first', given: clusterRole(opening('/*')), finds: [[FIRST, said('/*')]], absent: 'accepted' },
    { what: 'several stars', given: clusterRole(opening('/**')), finds: [[FIRST, said('/**')]], absent: 'accepted' },
    { what: 'dumps of the memory', given: clusterRole(opening('/debug/*')), finds: [[FIRST, said('/debug/*')]], absent: 'accepted' },
    { what: 'logs', given: clusterRole(opening('/logs*')), finds: [[FIRST, said('/logs*')]], absent: 'accepted' },
    { what: 'settings by their name', given: clusterRole(opening('/configz')), finds: [[FIRST, said('/configz')]], absent: 'accepted' },
    {
      what: 'a second path of a second rule',
      given: clusterRole(opening('/healthz'), opening('/metrics', '*')),
      finds: [['/rules/1/nonResourceURLs/1', said('*', 1)]],
      absent: 'accepted',
    },
  ],
});
