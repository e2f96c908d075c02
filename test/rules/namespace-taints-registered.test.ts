import { namespaceTaintsRegistered } from '../../rules/namespace-taints-registered';
import { hosts } from './control-plane';
import { judges } from './given';

const KEY = 'scheduler.alpha.kubernetes.io/defaultTolerations';
const POINTER = '/metadata/annotations/scheduler.alpha.kubernetes.io~1defaultTolerations';
const toleration = (value: string, effect = 'NoSchedule', key = 'pool') => ({ key, operator: 'Equal', value, effect });
const claims = (name: string, tolerations: unknown, more: Readonly<Record<string, string>> = {}) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, annotations: { [KEY]: typeof tolerations === 'string' ? tolerations : JSON.stringify(tolerations), ...more } },
});
const whitelist = (tolerations: unknown) => ({ 'scheduler.alpha.kubernetes.io/tolerationsWhitelist': JSON.stringify(tolerations) });
const kubelet = (...taints: readonly string[]) => `
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
registerWithTaints:
${taints.map((taint) => `  - { ${taint} }`).join('\n')}`;
const taint = (value: string, effect = 'NoSchedule', key = 'pool') => `key: ${key}, value: ${value}, effect: ${effect}`;
const registering = (...taints: readonly string[]) => hosts({ 'kubelet/shop.yaml': kubelet(...taints) });
const SHOP = registering(taint('shop'));
const join = (kind: string) =>
  hosts({ 'kubeadm/shop.yaml': `apiVersion: kubeadm.k8s.io/v1beta4\nkind: ${kind}\nnodeRegistration: { taints: [{ ${taint('shop')} }] }` });
const flag = hosts({ 'flags/kubelet.conf': '--config=/none\n--register-with-taints=pool=shop:NoSchedule,other=x:NoExecute' });

const own = claims('shop', [toleration('shop')]);
const missing = (text: string) =>
  `no kubelet registers with the taint '${text}' that the namespace tolerates as its own, expected one that does`;
const idle = (text: string, where: string) =>
  `no namespace tolerates the taint '${text}' that a kubelet registers with (${where}), expected one that does`;

judges(namespaceTaintsRegistered, {
  accepts: [
    ['the taint of a kubelet', own, SHOP],
    ['a taint of kubeadm join', own, join('JoinConfiguration')],
    ['a taint of kubeadm init', own, join('InitConfiguration')],
    ['a taint of a flag', own, flag],
    ['a taint that another namespace claims', [own, claims('cart', [toleration('cart')])], registering(taint('shop'), taint('cart'))],
    [
      'a taint that a whitelist allows',
      [own, claims('cart', [], whitelist([toleration('cart')]))],
      registering(taint('shop'), taint('cart')),
    ],
    [
      'a taint that somebody tolerates by its key',
      [own, claims('cart', [{ key: 'pool', operator: 'Exists' }])],
      registering(taint('shop'), taint('cart')),
    ],
    ['a key that no kubelet registers with', claims('shop', [toleration('shop', 'NoSchedule', 'team')]), SHOP],
    ['a taint of a key that no namespace claims', own, registering(taint('shop'), 'key: gpu, effect: NoSchedule')],
    ['kubelets that register with nothing', own, registering()],
    ['no kubelet', own],
    [
      'taints that are no list',
      own,
      hosts({ 'kubelet.yaml': 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nregisterWithTaints: pool' }),
    ],
    ['an annotation that cannot be read', claims('shop', 'pool'), SHOP],
    ['a namespace of the cluster itself', claims('kube-system', [toleration('other')]), SHOP],
  ],
  refuses: [
    {
      what: 'another value',
      given: [own, claims('cart', [toleration('cart')])],
      facts: SHOP,
      finds: [[1, POINTER, missing('pool=cart:NoSchedule')]],
      absent: 'accepted',
    },
    {
      what: 'one effect of two',
      given: claims('shop', [toleration('shop'), toleration('shop', 'NoExecute')]),
      facts: SHOP,
      finds: [[POINTER, missing('pool=shop:NoExecute')]],
      absent: 'accepted',
    },
    {
      what: 'a kubelet whose taint nobody tolerates',
      given: own,
      facts: registering(taint('shop'), taint('old')),
      finds: [[POINTER, idle('pool=old:NoSchedule', 'kubelet/shop.yaml:6')]],
      absent: 'accepted',
    },
  ],
});
