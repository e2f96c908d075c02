import { podCapabilities } from '../../rules/pod-capabilities';
import { container, deployment, judges, object } from './given';

const adding = (...add: unknown[]) => ({ securityContext: { capabilities: { add, drop: ['ALL'] } } });
const one = (fields: Readonly<Record<string, unknown>>) => deployment({ containers: [container(fields)] });
const FIELD = '/securityContext/capabilities/add';
const said = (capabilities: string) => `container 'cart' must not include ${capabilities} in securityContext.capabilities.add`;

judges(podCapabilities, {
  accepts: [
    ['no capability added', one(adding())],
    ['the binding of low ports', one(adding('NET_BIND_SERVICE'))],
    [
      'those that a container has unless it drops them',
      one(
        adding(
          ...['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID'],
          ...['SETPCAP', 'SETUID', 'SYS_CHROOT'],
        ),
      ),
    ],
    ['capabilities without a list of added ones', one({ securityContext: { capabilities: { drop: ['ALL'] } } })],
    ['no capabilities', one({ securityContext: {} })],
    ['no security context', one({ securityContext: null })],
    ['no list at all', one({ securityContext: { capabilities: { add: null } } })],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart', { spec: { containers: [adding('SYS_ADMIN')] } })],
  ],
  refuses: [
    { what: 'a capability', container: adding('NET_RAW'), finds: [[FIELD, said('"NET_RAW"')]], absent: 'accepted' },
    {
      what: 'a capability',
      pod: { containers: [container(adding('NET_RAW'))] },
      finds: [[`/containers/0${FIELD}`, said('"NET_RAW"')]],
      absent: 'accepted',
    },
    { what: 'all of them', container: adding('ALL'), finds: [[FIELD, said('"ALL"')]], absent: 'accepted' },
    {
      what: 'one beside the one that is allowed',
      container: adding('NET_BIND_SERVICE', 'SYS_PTRACE'),
      finds: [[FIELD, said('"SYS_PTRACE"')]],
      absent: 'accepted',
    },
    {
      what: 'several',
      container: adding('SYS_ADMIN', 'NET_ADMIN'),
      finds: [[FIELD, said('"SYS_ADMIN", "NET_ADMIN"')]],
      absent: 'accepted',
    },
    {
      what: 'the allowed one spelt as Linux does',
      container: adding('CAP_NET_BIND_SERVICE'),
      finds: [[FIELD, said('"CAP_NET_BIND_SERVICE"')]],
      absent: 'accepted',
    },
    {
      what: 'the allowed one in lower case',
      container: adding('net_bind_service'),
      finds: [[FIELD, said('"net_bind_service"')]],
      absent: 'accepted',
    },
    {
      what: 'what is no name of a capability',
      container: adding(null, 3, {}, ['CHOWN']),
      finds: [[FIELD, said('unset, 3, an object, a list')]],
      absent: 'accepted',
    },
    {
      what: 'a capability in the first version',
      container: adding('NET_RAW'),
      facts: { minor: 0 },
      finds: [[FIELD, said('"NET_RAW"')]],
      absent: 'accepted',
    },
  ],
});
