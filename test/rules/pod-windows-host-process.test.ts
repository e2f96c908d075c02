import { podWindowsHostProcess } from '../../rules/pod-windows-host-process';
import { container, judges, pod } from './given';

const process = (hostProcess: unknown) => ({ securityContext: { windowsOptions: { hostProcess } } });
const FIELD = '/securityContext/windowsOptions/hostProcess';
const said = (owner: string, value: string) => `${owner} has securityContext.windowsOptions.hostProcess ${value}, expected false or unset`;

judges(podWindowsHostProcess, {
  accepts: [
    ['nothing said', pod()],
    ['no options', pod({ securityContext: { windowsOptions: {} } })],
    ['null as options', pod({ securityContext: { windowsOptions: null } })],
    ['false', pod(process(false))],
    ['null', pod({ containers: [container(process(null))] })],
    ['a user of Windows', pod({ securityContext: { windowsOptions: { runAsUserName: 'ContainerUser' } } })],
  ],
  refuses: [
    { what: 'true', pod: process(true), finds: [[FIELD, said('pod', 'true')]], absent: 'accepted' },
    { what: 'true', container: process(true), finds: [[FIELD, said("container 'cart'", 'true')]], absent: 'accepted' },
    {
      what: 'true, of a Windows pod and its container',
      pod: { os: { name: 'windows' }, ...process(true), containers: [container(process(true))] },
      finds: [
        [FIELD, said('pod', 'true')],
        [`/containers/0${FIELD}`, said("container 'cart'", 'true')],
      ],
      absent: 'accepted',
    },
    { what: 'the word true', container: process('true'), finds: [[FIELD, said("container 'cart'", '"true"')]], absent: 'accepted' },
    {
      what: 'true in the first version',
      pod: process(true),
      facts: { minor: 0 },
      finds: [[FIELD, said('pod', 'true')]],
      absent: 'accepted',
    },
  ],
});
