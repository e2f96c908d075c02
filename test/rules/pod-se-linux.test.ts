import { podSeLinux } from '../../rules/pod-se-linux';
import { container, judges, pod } from './given';

const options = (seLinuxOptions: unknown) => ({ securityContext: { seLinuxOptions } });
const FIELD = '/securityContext/seLinuxOptions';
const type = (owner: string, value: string) => `${owner} has securityContext.seLinuxOptions.type ${value}, expected "container_t" or unset`;
const other = (owner: string, field: string, value: string) =>
  `${owner} has securityContext.seLinuxOptions.${field} ${value}, expected unset`;

judges(podSeLinux, {
  accepts: [
    ['nothing said', pod()],
    ['null', pod(options(null))],
    ['no options', pod(options({}))],
    ['a level', pod(options({ level: 's0:c123,c456' }))],
    ['empty texts', pod(options({ type: '', user: '', role: '' }))],
    ['nothing in any field', pod(options({ type: null, user: null, role: null }))],
    ...['container_t', 'container_init_t', 'container_kvm_t'].flatMap((each) => [
      [`${each} in the first version`, pod(options({ type: each })), { minor: 0 }] as const,
      [`${each} of a container`, pod({ containers: [container(options({ type: each }))] })] as const,
    ]),
    ['container_engine_t', pod(options({ type: 'container_engine_t' }))],
    ['container_engine_t since 1.31', pod(options({ type: 'container_engine_t' })), { minor: 31 }],
  ],
  refuses: [
    { what: 'another type', pod: options({ type: 'spc_t' }), finds: [[`${FIELD}/type`, type('pod', '"spc_t"')]], absent: 'accepted' },
    {
      what: 'another type',
      container: options({ type: 'spc_t' }),
      finds: [[`${FIELD}/type`, type("container 'cart'", '"spc_t"')]],
      absent: 'accepted',
    },
    {
      what: 'container_engine_t before 1.31',
      pod: options({ type: 'container_engine_t' }),
      facts: { minor: 30 },
      finds: [[`${FIELD}/type`, type('pod', '"container_engine_t"')]],
      absent: 'accepted',
    },
    {
      what: 'a user',
      pod: options({ user: 'system_u' }),
      finds: [[`${FIELD}/user`, other('pod', 'user', '"system_u"')]],
      absent: 'accepted',
    },
    {
      what: 'a role',
      container: options({ role: 'system_r' }),
      finds: [[`${FIELD}/role`, other("container 'cart'", 'role', '"system_r"')]],
      absent: 'accepted',
    },
    {
      what: 'all three, in the first version',
      container: options({ type: 'init_t', user: 'u', role: 'r', level: 's0' }),
      facts: { minor: 0 },
      finds: [
        [`${FIELD}/type`, type("container 'cart'", '"init_t"')],
        [`${FIELD}/user`, other("container 'cart'", 'user', '"u"')],
        [`${FIELD}/role`, other("container 'cart'", 'role', '"r"')],
      ],
      absent: 'accepted',
    },
    { what: 'a type that is no text', pod: options({ type: 0 }), finds: [[`${FIELD}/type`, type('pod', '0')]], absent: 'accepted' },
  ],
});
