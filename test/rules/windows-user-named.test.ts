import { windowsUserNamed } from '../../rules/windows-user-named';
import { container, deployment, judges, object } from './given';

const OS = { name: 'windows' };
const FIELD = '/securityContext/windowsOptions/runAsUserName';
const named = (runAsUserName: unknown) => ({ securityContext: { windowsOptions: { runAsUserName } } });
const windows = (spec: Readonly<Record<string, unknown>>) => deployment({ os: OS, ...spec });
const said = (found: string) => `${found}, expected a user such as ContainerUser`;
const UNSET = said("container 'cart' has runAsUserName unset");

judges(windowsUserNamed, {
  accepts: [
    ['a user of the pod', windows(named('ContainerUser'))],
    ['a user of each container', windows({ containers: [container(named('ContainerUser'))] })],
    [
      'an administrator of the pod that no container is',
      windows({ ...named('ContainerAdministrator'), containers: [container(named('shop'))] }),
    ],
    ['a pod on Linux', deployment({ os: { name: 'linux' } })],
    ['a pod that does not say', deployment()],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart', { spec: { containers: [container()] } })],
  ],
  refuses: [
    { what: 'no user', pod: { os: OS }, finds: [[FIELD, UNSET]], absent: 'itself' },
    { what: 'an empty user', pod: { os: OS, ...named('') }, finds: [[FIELD, UNSET]], absent: [UNSET] },
    { what: 'a user that is a number', pod: { os: OS, ...named(3) }, finds: [[FIELD, UNSET]], absent: [UNSET] },
    {
      what: 'the administrator',
      pod: { os: OS, ...named('ContainerAdministrator') },
      finds: [[FIELD, said("the pod has runAsUserName 'ContainerAdministrator'")]],
      absent: [UNSET],
    },
    {
      what: 'an administrator of a second container, in other letters and of a domain',
      pod: { os: OS, ...named('ContainerUser'), containers: [container(), container(named('SHOP\\administrator'))] },
      finds: [[`/containers/1${FIELD}`, said("container 'cart' has runAsUserName 'SHOP\\administrator'")]],
      absent: 'accepted',
    },
  ],
});
