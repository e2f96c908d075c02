import { documentAt, followed } from '../../analysis/control-plane/linked';
import { itemsOf } from '../../analysis/control-plane/program';
import { at, listAt, stringAt } from '../../analysis/manifest';
import type { BenchmarkCheck, ProgramTest, Requirement } from './check';
import { onProgram } from './requirements';
import { has, lacks } from './tests';

const ON = 'enable-admission-plugins';
const OFF = 'disable-admission-plugins';

/** A plugin that is on unless somebody switches it off. */
const enabledByDefault = (plugin: string) => lacks(OFF, plugin);

/** EventRateLimit does nothing without its own configuration, which AdmissionConfiguration points at. */
const eventRateLimit: ProgramTest = (program, facts) => {
  const listed = has(ON, 'EventRateLimit')(program, facts);
  if (listed.holds !== 'yes') return listed;
  const file = followed(facts, program, 'admission-control-config-file', 'AdmissionConfiguration');
  if (file === 'not asked for')
    return { ...listed, holds: 'no', actual: 'EventRateLimit is on, and --admission-control-config-file is not set' };
  if (file === 'unseen') return { ...listed, holds: 'unknown', actual: 'the file of --admission-control-config-file was not given' };
  const plugins = listAt(file.value, 'plugins');
  const index = plugins.findIndex((plugin) => stringAt(plugin, 'name') === 'EventRateLimit');
  const place = file.place(index === -1 ? '/plugins' : `/plugins/${index}`);
  if (index === -1) return { holds: 'no', actual: 'the AdmissionConfiguration has nothing for EventRateLimit', place };
  const path = stringAt(plugins[index], 'path');
  const inline = at(plugins[index], 'configuration');
  const limits = path === undefined || path === '' ? inline : documentAt(facts, program, besides(path, program.flags), 'Configuration');
  if (limits === 'unseen') return { holds: 'unknown', actual: `the limits in ${path} were not given`, place };
  const value = path === undefined || path === '' ? inline : at(limits, 'value');
  const count = listAt(value, 'limits').length;
  return { holds: count > 0 ? 'yes' : 'no', actual: `EventRateLimit is on, with ${count === 1 ? '1 limit' : `${count} limits`}`, place };
};

/** A relative path is beside the file that names it. */
function besides(path: string, flags: ReadonlyMap<string, readonly { readonly value: string }[]>): string {
  if (path.startsWith('/')) return path;
  const file = flags.get('admission-control-config-file')?.at(-1)?.value ?? '';
  return `${file.slice(0, file.lastIndexOf('/') + 1)}${path.replace(/^\.\//, '')}`;
}

const alwaysAdmit: ProgramTest = (program, facts) => {
  const verdict = lacks(ON, 'AlwaysAdmit')(program, facts);
  return itemsOf(program, ON).length === 0 ? { ...verdict, actual: `--${ON} is not set` } : verdict;
};

const enable = (plugin: string, besides = '') => ({
  text: `add ${plugin} to --${ON}${besides}`,
  kubeadm: `apiServer.extraArgs ${ON}`,
});

const ROWS: readonly (readonly [id: string, requirement: Requirement, test: ProgramTest])[] = [
  [
    '1.2.3',
    {
      title: 'Services cannot claim external addresses',
      kind: 'manual',
      expected: `--${ON} has DenyServiceExternalIPs`,
      remedy: enable('DenyServiceExternalIPs'),
      threat: { category: 'spoofing', text: 'a tenant’s Service takes over traffic to any address (CVE-2020-8554)' },
    },
    has(ON, 'DenyServiceExternalIPs'),
  ],
  [
    '1.2.9',
    {
      title: 'Events are limited in their rate',
      kind: 'manual',
      expected: `--${ON} has EventRateLimit, and its file has limits`,
      remedy: enable('EventRateLimit', ', with limits in the file of --admission-control-config-file'),
      threat: { category: 'denial-of-service', text: 'one tenant’s events fill etcd and keep the API server busy for everybody' },
    },
    eventRateLimit,
  ],
  [
    '1.2.10',
    {
      title: 'Admission is not switched off',
      kind: 'automated',
      expected: `--${ON} does not have AlwaysAdmit`,
      remedy: { text: `remove AlwaysAdmit from --${ON}`, kubeadm: `apiServer.extraArgs ${ON}` },
      threat: { category: 'elevation-of-privilege', text: 'what no policy may stop runs: privileged pods, foreign nodes' },
    },
    alwaysAdmit,
  ],
  [
    '1.2.11',
    {
      title: 'Images are pulled with the credentials of each pod',
      kind: 'manual',
      expected: `--${ON} has AlwaysPullImages`,
      remedy: enable('AlwaysPullImages'),
      threat: { category: 'information-disclosure', text: 'a tenant runs another tenant’s private image because the node has it already' },
    },
    has(ON, 'AlwaysPullImages'),
  ],
  [
    '1.2.12',
    {
      title: 'Service accounts are given by the plugin',
      kind: 'automated',
      expected: `--${OFF} does not have ServiceAccount`,
      remedy: { text: `remove ServiceAccount from --${OFF}`, kubeadm: `apiServer.extraArgs ${OFF}` },
      threat: { category: 'spoofing', text: 'pods run without an identity of their own, or mount the token of another one' },
    },
    enabledByDefault('ServiceAccount'),
  ],
  [
    '1.2.13',
    {
      title: 'Namespaces that end take nothing new',
      kind: 'automated',
      expected: `--${OFF} does not have NamespaceLifecycle`,
      remedy: { text: `remove NamespaceLifecycle from --${OFF}`, kubeadm: `apiServer.extraArgs ${OFF}` },
      threat: {
        category: 'denial-of-service',
        text: 'objects in a namespace that ends are never cleaned up, and system namespaces can be deleted',
      },
    },
    enabledByDefault('NamespaceLifecycle'),
  ],
  [
    '1.2.14',
    {
      title: 'A kubelet changes only its own node and pods',
      kind: 'automated',
      expected: `--${ON} has NodeRestriction`,
      remedy: enable('NodeRestriction'),
      threat: { category: 'elevation-of-privilege', text: 'a node that was taken over labels itself into another tenant’s pool' },
    },
    has(ON, 'NodeRestriction'),
  ],
];

/** What the API server lets in. */
export const apiServerAdmission: readonly BenchmarkCheck[] = ROWS.map(([id, requirement, test]) => {
  return onProgram('kube-apiserver', id, requirement, test);
});
