import { podCapabilitiesRestricted } from '../../rules/pod-capabilities-restricted';
import { container, judges, pod } from './given';
import { besideOthers } from './hardened';

const one = (capabilities: unknown, spec = {}) => pod({ ...spec, containers: [container({ securityContext: { capabilities } })] });
const DROP = '/securityContext/capabilities/drop';
const ADD = '/securityContext/capabilities/add';
const DROPS = `container 'cart' must include "ALL" in securityContext.capabilities.drop`;
const adds = (capabilities: string) => `container 'cart' must not include ${capabilities} in securityContext.capabilities.add`;
const windows = { os: { name: 'windows' } };

judges(podCapabilitiesRestricted, {
  accepts: [
    ['all of them dropped', one({ drop: ['ALL'] })],
    ['all of them dropped, and one by name', one({ drop: ['NET_RAW', 'ALL'] })],
    ['the binding of low ports added', one({ drop: ['ALL'], add: ['NET_BIND_SERVICE'] })],
    ['none added', one({ drop: ['ALL'], add: [] })],
    ['no list of added ones', one({ drop: ['ALL'], add: null })],
    ['what the baseline rule finds', one({ drop: ['ALL'], add: ['SYS_ADMIN', 'ALL', 'chown', null] })],
    ['a Windows pod', one(undefined, windows)],
    ['a Windows pod since 1.25', one(undefined, windows), { minor: 25 }],
    ['nothing dropped before 1.22', one(undefined), { minor: 21 }],
    ['one added before 1.22', one({ drop: ['ALL'], add: ['CHOWN'] }), { minor: 21 }],
  ],
  refuses: [
    ...[
      { what: 'no security context', cart: { securityContext: undefined } },
      { what: 'an empty security context', cart: { securityContext: {} } },
      { what: 'no capabilities', cart: { securityContext: { capabilities: null } } },
    ].flatMap((row) => besideOthers({ ...row, finds: (pointer) => [[`${pointer}${DROP}`, DROPS]], absent: 'itself' })),
    ...[
      { what: 'no list of dropped ones', cart: { securityContext: { capabilities: { drop: null } } } },
      { what: 'none dropped', cart: { securityContext: { capabilities: { drop: [] } } } },
      { what: 'one dropped', cart: { securityContext: { capabilities: { drop: ['NET_RAW'] } } } },
      { what: 'all dropped, in lower case', cart: { securityContext: { capabilities: { drop: ['all'] } } } },
      { what: 'all dropped, without a list', cart: { securityContext: { capabilities: { drop: 'ALL' } } } },
    ].flatMap((row) => besideOthers({ ...row, finds: (pointer) => [[`${pointer}${DROP}`, DROPS]], absent: [DROPS] })),
    ...besideOthers({
      what: 'one added that a container has anyway',
      cart: { securityContext: { capabilities: { drop: ['ALL'], add: ['CHOWN'] } } },
      finds: (pointer) => [[`${pointer}${ADD}`, adds('"CHOWN"')]],
      absent: 'accepted',
    }),
    ...besideOthers({
      what: 'several added, of which the baseline rule finds one',
      cart: { securityContext: { capabilities: { drop: ['ALL'], add: ['SETUID', 'SYS_ADMIN', 'NET_BIND_SERVICE', 'SETGID'] } } },
      finds: (pointer) => [[`${pointer}${ADD}`, adds('"SETUID", "SETGID"')]],
      absent: 'accepted',
    }),
    ...besideOthers({
      what: 'nothing dropped and one added',
      cart: { securityContext: { capabilities: { add: ['KILL'] } } },
      finds: (pointer) => [
        [`${pointer}${DROP}`, DROPS],
        [`${pointer}${ADD}`, adds('"KILL"')],
      ],
      absent: [DROPS],
    }),
    {
      what: 'nothing dropped in 1.22',
      given: one(undefined),
      facts: { minor: 22 },
      finds: [[`/spec/containers/0${DROP}`, DROPS]],
      absent: 'itself',
    },
    {
      what: 'a Windows pod before 1.25',
      given: one(undefined, windows),
      facts: { minor: 24 },
      finds: [[`/spec/containers/0${DROP}`, DROPS]],
      absent: 'itself',
    },
    {
      what: 'a Linux pod',
      given: one(undefined, { os: { name: 'linux' } }),
      finds: [[`/spec/containers/0${DROP}`, DROPS]],
      absent: 'itself',
    },
    {
      what: 'an operating system that is spelt otherwise',
      given: one(undefined, { os: { name: 'Windows' } }),
      finds: [[`/spec/containers/0${DROP}`, DROPS]],
      absent: 'itself',
    },
  ],
});
