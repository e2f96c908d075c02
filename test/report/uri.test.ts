import { uriOf } from '../../report/uri';

test.each([
  ['a relative path', 'k8s/cart.yaml', 'k8s/cart.yaml'],
  ['one from here', './k8s/cart.yaml', 'k8s/cart.yaml'],
  ['one from above', '../cart.yaml', '../cart.yaml'],
  ['an absolute path', '/srv/cart.yaml', 'file:///srv/cart.yaml'],
  ['an absolute path that looks like a host', '//srv/cart.yaml', 'file:///srv/cart.yaml'],
  ['a path with a drive', 'C:\\k8s\\cart 1.yaml', 'file:///C:/k8s/cart%201.yaml'],
  ['a path that looks like a scheme', 'javascript:alert(1)', 'javascript%3Aalert(1)'],
  ['a percent sign', '100%41.yaml', '100%2541.yaml'],
  ['a query and a fragment', 'a?b#c', 'a%3Fb%23c'],
  ['a backslash', 'a\\b', 'a%5Cb'],
  ['letters beyond ASCII', 'ü/日本', '%C3%BC/%E6%97%A5%E6%9C%AC'],
  ['half of a surrogate pair', 'a\ud800b', 'a%EF%BF%BDb'],
  ['a line break', 'a\nb', 'a%0Ab'],
  ['standard input', '<stdin>', '%3Cstdin%3E'],
])('%s', (_what, path, uri) => {
  expect(uriOf(path)).toBe(uri);
});
