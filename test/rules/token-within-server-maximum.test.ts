import { tokenWithinServerMaximum } from '../../rules/token-within-server-maximum';
import { SERVER, server } from './control-plane';
import { deployment, judges } from './given';

const FIELD = '/volumes/0/projected/sources/0/serviceAccountToken/expirationSeconds';
const token = (expirationSeconds: unknown) => ({
  volumes: [{ name: 'tokens', projected: { sources: [{ serviceAccountToken: { expirationSeconds } }] } }],
});
const maximum = (value: string) => server([`--service-account-max-token-expiration=${value}`]);
const HOUR = maximum('1h0m0s');
const said = (seconds: number, most = 3600, where = `${SERVER}:2`) =>
  `the token in volume 'tokens' has expirationSeconds ${seconds}, which the API server shortens, expected ${most} or less (${where})`;
const kubeadm = (value: string) => `
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
apiServer: { extraArgs: [{ name: service-account-max-token-expiration, value: ${value} }] }`;

judges(tokenWithinServerMaximum, {
  accepts: [
    ['as long as the API server gives', deployment(token(3600)), HOUR],
    ['shorter', deployment(token(600)), HOUR],
    ['nothing said, which is an hour', deployment(token(undefined)), HOUR],
    ['a text, which is told elsewhere', deployment(token('86400')), HOUR],
    ['any life where no API server is in the files', deployment(token(86_400))],
    ['any life where there is no limit', deployment(token(86_400)), server([])],
    ['any life where the limit is zero', deployment(token(86_400)), maximum('0')],
    ['any life where the limit is no duration', deployment(token(86_400)), maximum('long')],
    ['no volumes', deployment(), HOUR],
  ],
  refuses: [
    { what: 'a second more', pod: token(3601), facts: HOUR, finds: [[FIELD, said(3601)]], absent: 'accepted' },
    {
      what: 'a limit in seconds',
      pod: token(86_401),
      facts: maximum('86400s'),
      finds: [[FIELD, said(86_401, 86_400)]],
      absent: 'accepted',
    },
    {
      what: 'the least of several API servers',
      pod: token(7200),
      facts: server(['--service-account-max-token-expiration=2h'], { 'kubeadm/init.yaml': kubeadm('1h') }),
      finds: [[FIELD, said(7200, 3600, 'kubeadm/init.yaml:4')]],
      absent: 'accepted',
    },
  ],
});
