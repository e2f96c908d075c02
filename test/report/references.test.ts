import { pageOf, tagsOf } from '../../report/references';

test.each([
  ['Kubernetes', 'https://kubernetes.io/docs/concepts/storage/volumes/', 'https://kubernetes.io/docs/concepts/storage/volumes/'],
  ['PSS', 'baseline/hostPorts', 'https://kubernetes.io/docs/concepts/security/pod-security-standards/'],
  ['MITRE', 'T1611', 'https://attack.mitre.org/techniques/T1611/'],
  ['MITRE', 'T1552.007', 'https://attack.mitre.org/techniques/T1552/007/'],
  ['CIS', '5.2.9', 'https://www.cisecurity.org/benchmark/kubernetes'],
  ['STRIDE', 'tampering', undefined],
  ['trivy', 'KSV001', undefined],
] as const)('the page of %s %s', (source, id, page) => {
  expect(pageOf({ source, id })).toBe(page);
});

test('tags are words of standards, the most general first, without spaces and without scanners', () => {
  const tags = tagsOf([
    { source: 'trivy', id: 'KSV001' },
    { source: 'NSA', id: 'selinux, apparmor, seccomp' },
    { source: 'PSS', id: 'restricted/seccompProfile_restricted' },
    { source: 'STRIDE', id: 'elevation-of-privilege' },
  ]);
  expect(tags).toEqual(['stride/elevation-of-privilege', 'pss/restricted/seccompProfile_restricted', 'nsa/selinux-apparmor-seccomp']);
});
