import { commandWithoutSudo } from '../../rules/command-without-sudo';
import { container, deployment, judges, object } from './given';

const SUDO = `container 'cart' starts through sudo`;
const starting = (...command: unknown[]) => deployment({ containers: [container({ command })] });

judges(commandWithoutSudo, {
  accepts: [
    ['another command', starting('/bin/cart', '--serve')],
    ['words that contain it', [starting('sudoku'), starting('/bin/pseudo'), starting('--no-sudo-check'), starting('sudo.conf')]],
    ['no command', deployment()],
    ['words that are no texts', starting(null, 3, {})],
    ['an object that runs no pod', object('v1', 'ConfigMap', 'cart', { data: { command: 'sudo' } })],
  ],
  refuses: [
    { what: 'sudo', container: { command: ['sudo'] }, finds: [['/command/0', SUDO]], absent: 'accepted' },
    {
      what: 'sudo by its path',
      pod: { containers: [container({ command: ['/usr/bin/sudo', '/bin/cart'] })] },
      finds: [['/containers/0/command/0', SUDO]],
      absent: 'accepted',
    },
    {
      what: 'sudo in a line for a shell',
      container: { command: ['sh', '-c', 'cd / && sudo -n cart'] },
      finds: [['/command/2', SUDO]],
      absent: 'accepted',
    },
    {
      what: 'sudo in what a shell inserts',
      container: { command: ['sh', '-c', 'x=$(sudo cat /etc/shadow)'] },
      finds: [['/command/2', SUDO]],
      absent: 'accepted',
    },
    { what: 'sudo among the arguments', container: { args: ['-x', 'sudo'] }, finds: [['/args/1', SUDO]], absent: 'accepted' },
  ],
});
