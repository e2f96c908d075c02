import { podCapabilities } from '../../rules/pod-capabilities';
import { CONTAINER_PLACES, container, deployment, found, object } from './given';

const adding = (...add: unknown[]) => container({ securityContext: { capabilities: { add, drop: ['ALL'] } } });
const said = (capabilities: string) => `container 'cart' must not include ${capabilities} in securityContext.capabilities.add`;

describe('accepts', () => {
  test.each([
    ['no capability added', adding()],
    ['the binding of low ports', adding('NET_BIND_SERVICE')],
    ['capabilities without a list of added ones', container({ securityContext: { capabilities: { drop: ['ALL'] } } })],
    ['no capabilities', container({ securityContext: {} })],
    ['no security context', container()],
    ['no list at all', container({ securityContext: { capabilities: { add: null } } })],
  ])('%s', (_what, each) => {
    expect(found(podCapabilities, [deployment({ containers: [each] })])).toEqual([]);
  });

  test('an object that runs no pod', () => {
    expect(found(podCapabilities, [object('v1', 'ConfigMap', 'cart', { spec: { containers: [adding('SYS_ADMIN')] } })])).toEqual([]);
  });
});

describe('refuses', () => {
  test.each([
    ['a capability', adding('NET_RAW'), '"NET_RAW"'],
    ['all of them', adding('ALL'), '"ALL"'],
    ['one beside the one that is allowed', adding('NET_BIND_SERVICE', 'SYS_PTRACE'), '"SYS_PTRACE"'],
    ['several', adding('SYS_ADMIN', 'NET_ADMIN'), '"SYS_ADMIN", "NET_ADMIN"'],
    ['the allowed one spelt as Linux does', adding('CAP_NET_BIND_SERVICE'), '"CAP_NET_BIND_SERVICE"'],
    ['the allowed one in lower case', adding('net_bind_service'), '"net_bind_service"'],
  ])('%s', (_what, each, capabilities) => {
    expect(found(podCapabilities, [deployment({ containers: [each] })])).toEqual([
      ['0', '/spec/template/spec/containers/0/securityContext/capabilities/add', said(capabilities)],
    ]);
  });

  test.each(CONTAINER_PLACES)('a capability of %s', (_what, podWith, pointer) => {
    expect(found(podCapabilities, [podWith(adding('NET_RAW'))])).toEqual([
      ['0', `${pointer}/securityContext/capabilities/add`, said('"NET_RAW"')],
    ]);
  });
});
