/** What everybody says who says nothing else. */
export const TOKEN = 'Authorization: Bearer very-secret-token';
export const POD = '/api/v1/namespaces/shop/pods/web-0';
const WEBSOCKET = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='];
const SPDY = ['Connection: Upgrade', 'Upgrade: SPDY/3.1'];
const SOCKET_TOKEN = 'Sec-WebSocket-Protocol: base64url.bearer.authorization.k8s.io.dmVyeS1zZWNyZXQ, v4.channel.k8s.io';

/** A status of nginx's own, or that the API server was reached. */
export type Outcome = number | 'reached';
/** A request and what becomes of it. */
interface Row {
  readonly outcome: Outcome;
  readonly request: string;
  readonly headers: readonly string[];
}
const rows = (...list: readonly (readonly [Outcome, string, (readonly string[])?])[]): readonly Row[] =>
  list.map(([outcome, request, headers = [TOKEN]]) => ({ outcome, request, headers }));

/** Requests to a front as it is by default. */
export const ROWS = rows(
  ['reached', 'GET /'],
  ['reached', 'GET /api'],
  ['reached', 'GET /api/v1/namespaces/shop/pods?limit=500&labelSelector=a%3Db%2Fc'],
  ['reached', `GET ${POD}`],
  ['reached', `GET ${POD}/`],
  ['reached', `HEAD ${POD}`],
  ['reached', `PUT ${POD}`],
  ['reached', `PATCH ${POD}`],
  ['reached', `DELETE ${POD}`],
  ['reached', 'POST /apis/apps/v1/namespaces/shop/deployments'],
  ['reached', 'GET /apis/apps/v1/namespaces/shop/deployments/proxy'],
  ['reached', `GET ${POD}/log?follow=true`],
  ['reached', 'GET /api/v1/namespaces/shop/pods/exec'],
  ['reached', 'GET /api/v1/namespaces/secrets'],
  ['reached', 'GET /api/v1/nodes/node-1'],
  ['reached', 'GET /apis/rbac.authorization.k8s.io/v1/clusterroles/system:node'],
  ['reached', 'GET /openapi/v2'],
  ['reached', 'GET /api/v1/pods?watch=true', [TOKEN, ...WEBSOCKET]],
  ['reached', 'GET /api/v1/pods?watch=true', [SOCKET_TOKEN, ...WEBSOCKET]],
  ['reached', 'GET /api/v1/pods', ['Authorization: bearer lower-case']],
  // Without a token: health and version alone.
  ['reached', 'GET /livez', []],
  ['reached', 'GET /readyz', []],
  ['reached', 'GET /healthz', []],
  ['reached', 'GET /version?timeout=32s', []],
  [401, 'GET /', []],
  [401, 'GET /api/v1/pods', []],
  [401, 'GET /readyz/etcd', []],
  [403, 'GET /livezz', []],
  [401, 'GET /api/v1/pods', ['Authorization: Basic YWRtaW46YWRtaW4=']],
  [401, 'GET /api/v1/pods', ['Authorization: Bearer ']],
  [401, 'GET /api/v1/pods', ['Sec-WebSocket-Protocol: v4.channel.k8s.io', ...WEBSOCKET]],
  [401, 'GET /api/v1/pods', ['X-Remote-User: admin', 'X-Remote-Group: system:masters']],
  // What leads on into pods, nodes and Services.
  [403, `GET ${POD}/exec?command=sh`],
  [403, `GET ${POD}/exec?command=sh`, [TOKEN, ...WEBSOCKET]],
  [403, `POST ${POD}/exec?command=sh`, [TOKEN, ...SPDY]],
  [403, `GET ${POD}/exec/`],
  [403, `GET ${POD}/exec/more`],
  [403, `GET ${POD}/Exec`],
  [403, `GET ${POD}/e%78ec`],
  [403, `GET ${POD}%2Fexec`],
  [403, `GET ${POD}%2fexec`],
  [403, `GET ${POD}%252Fexec`],
  [403, `GET ${POD}%25252Fexec`],
  [403, `GET ${POD}//exec`],
  [403, `GET ${POD}/./exec`],
  [403, `GET ${POD}/%2e/exec`],
  [403, `GET ${POD}/x/../exec`],
  [403, `GET ${POD}/x/%2e%2e/exec`],
  [403, `GET ${POD}/x/.%2e/exec`],
  [403, `GET ${POD}%0a/exec`],
  [400, `GET ${POD}%00/exec`],
  [403, `GET ${POD}\\exec`],
  [403, `GET ${POD};/exec`],
  [403, `GET ${POD}/exec#fragment`],
  [403, `GET ${POD}#/exec`],
  [403, `GET https://api.example.com${POD}/exec`],
  [403, `GET /${POD}/exec`],
  [403, 'GET /healthz/../api/v1/namespaces/shop/pods/web-0/exec'],
  [403, 'GET /healthz/..%2fapi/v1/namespaces/shop/pods/web-0/exec', []],
  [403, `GET ${POD}/attach`],
  [403, `GET ${POD}/portforward`, [TOKEN, ...WEBSOCKET]],
  [403, `PATCH ${POD}/ephemeralcontainers`],
  [403, `GET ${POD}/proxy`],
  [403, `GET ${POD}:8080/proxy/metrics?path=1`],
  [403, 'GET /api/v1/namespaces/shop/services/https:web:443/proxy/admin/../x'],
  [403, 'GET /api/v1/namespaces/shop/services/web/proxy/'],
  [403, 'GET /api/v1/namespaces/shop/services/web/proxy%2fadmin'],
  [403, 'GET /api/v1/nodes/node-1/proxy/pods'],
  [403, 'GET /api/v1/nodes/node-1:10250/PROXY/run'],
  [403, 'GET /api/v1/proxy/nodes/node-1'],
  [403, 'GET /apis/subresources.kubevirt.io/v1/namespaces/shop/virtualmachineinstances/vm/portforward/22'],
  [403, 'POST /api/v1/namespaces/shop/serviceaccounts/web/token'],
  [403, 'GET /api/v1/secrets'],
  [403, 'GET /api/v1/namespaces/shop/secrets/db'],
  [403, 'GET /api/v1/namespaces/shop/Secrets/db'],
  [403, 'GET /api/v1/watch/namespaces/shop/secrets'],
  [403, 'GET /metrics'],
  [403, 'GET /logs/audit.log'],
  [403, 'GET /debug/pprof/heap'],
  // In the name of others.
  [403, `GET ${POD}`, [TOKEN, 'Impersonate-User: admin']],
  [403, `GET ${POD}`, [TOKEN, 'impersonate-group: system:masters']],
  [403, `GET ${POD}`, [TOKEN, 'Impersonate-Uid: 1']],
  // Methods and forms that the API has no use for.
  [405, `OPTIONS ${POD}`],
  [405, `TRACE ${POD}`],
  [405, `PROPFIND ${POD}`],
  [405, 'CONNECT /api'],
  [400, `get ${POD}`],
);

/** Requests to a front that allows everything that can be allowed. */
export const ALLOWED = rows(
  ['reached', `GET ${POD}/exec?command=sh`, [TOKEN, ...WEBSOCKET]],
  ['reached', `POST ${POD}/exec?command=sh`, [TOKEN, ...SPDY]],
  ['reached', `GET ${POD}/attach`],
  ['reached', `GET ${POD}/portforward`, [TOKEN, ...WEBSOCKET]],
  ['reached', `PATCH ${POD}/ephemeralcontainers`],
  ['reached', 'POST /api/v1/namespaces/shop/serviceaccounts/web/token'],
  ['reached', 'GET /api/v1/secrets'],
  ['reached', `GET ${POD}`, [TOKEN, 'Impersonate-User: admin']],
  [403, `GET ${POD}/proxy`],
  [403, 'GET /api/v1/namespaces/shop/services/web/proxy/'],
  [403, 'GET /api/v1/nodes/node-1/proxy/'],
  [403, `GET ${POD}%2Fproxy`],
);
