package main

import (
	"fmt"
	"os"
	"sort"
	"strings"

	"github.com/mattfenwick/cyclonus/pkg/matcher"
	corev1 "k8s.io/api/core/v1"
)

type peer struct {
	name string
	ours bool
	at   matcher.TrafficPeer
}

// Whether exactly the calls of a table are open, of all that pods of the folder could make or get, strangers among the callers.
//
// A line of the table is `caller -> called port/protocol`; a caller `*` is every pod of the folder.
func calls(args []string) ([]string, error) {
	if len(args) != 2 {
		return nil, fmt.Errorf("judge calls DIR TABLE")
	}
	found, err := read(args[0])
	if err != nil {
		return nil, err
	}
	table, err := os.ReadFile(args[1])
	if err != nil {
		return nil, err
	}
	peers := append(apps(found), strangers(found)...)
	expected := map[string]bool{}
	for _, line := range strings.Split(string(table), "\n") {
		line, _, _ = strings.Cut(line, "#")
		line = strings.TrimSpace(line)
		if rest, everybody := strings.CutPrefix(line, "* "); everybody {
			for _, caller := range peers {
				if caller.ours {
					expected[caller.name+" "+rest] = true
				}
			}
		} else if line != "" {
			expected[line] = true
		}
	}
	policies := matcher.BuildNetworkPolicies(false, found.policies)
	asked, open := 0, map[string]bool{}
	for _, caller := range peers {
		for _, called := range peers {
			if !caller.ours && !called.ours {
				continue
			}
			for _, port := range []int{1, 22, 53, 80, 443, 3550, 5000, 5050, 6379, 6443, 7000, 7070, 8080, 8200, 9080, 9090, 9555, 50051, 65535} {
				for _, protocol := range []corev1.Protocol{corev1.ProtocolTCP, corev1.ProtocolUDP, corev1.ProtocolSCTP} {
					asked++
					traffic := &matcher.Traffic{Source: &caller.at, Destination: &called.at, ResolvedPort: port, Protocol: protocol}
					if policies.IsTrafficAllowed(traffic).IsAllowed() {
						open[fmt.Sprintf("%s -> %s %d/%s", caller.name, called.name, port, protocol)] = true
					}
				}
			}
		}
	}
	findings := append(missing(open, expected, "open, but not in the table"), missing(expected, open, "in the table, but closed")...)
	if len(findings) == 0 {
		fmt.Printf("%d of %d calls are open, as the table says\n", len(open), asked)
	}
	return findings, nil
}

func apps(found folder) []peer {
	var peers []peer
	for index, deployment := range found.deployments {
		name := deployment.Namespace + "/" + deployment.Name
		peers = append(peers, pod(name, found.namespaces[deployment.Namespace].Labels, deployment.Spec.Template.Labels, index+1))
	}
	for name, namespace := range found.namespaces {
		peers = append(peers, pod(name+"/unlabelled", namespace.Labels, nil, 200))
	}
	for index := range peers {
		peers[index].ours = true
	}
	return peers
}

// Others in the cluster and outside: those that a cluster usually has, and one for each pod of the folder that copies its labels and
// those of its namespace, but cannot copy the namespace's name.
func strangers(found folder) []peer {
	peers := []peer{
		elsewhere("kube-system/kube-dns", map[string]string{"k8s-app": "kube-dns"}),
		elsewhere("kube-system/other", map[string]string{"app": "other"}),
		elsewhere("ingress-nginx/controller", map[string]string{"app.kubernetes.io/name": "ingress-nginx"}),
		elsewhere("ingress-nginx/other", map[string]string{"app": "other"}),
		elsewhere("monitoring/prometheus", map[string]string{"app.kubernetes.io/name": "prometheus"}),
		elsewhere("vault/vault", map[string]string{"app.kubernetes.io/name": "vault"}),
		elsewhere("default/kube-dns", map[string]string{"k8s-app": "kube-dns"}),
		{name: "api-server-service", at: matcher.TrafficPeer{IP: "10.96.0.1"}},
		{name: "api-server-endpoint", at: matcher.TrafficPeer{IP: "10.0.0.1"}},
		{name: "api-server-endpoint-2", at: matcher.TrafficPeer{IP: "10.0.1.1"}},
		{name: "api-server-endpoint-3", at: matcher.TrafficPeer{IP: "10.0.2.1"}},
		{name: "node", at: matcher.TrafficPeer{IP: "10.0.0.2"}},
		{name: "metadata", at: matcher.TrafficPeer{IP: "169.254.169.254"}},
		{name: "internet", at: matcher.TrafficPeer{IP: "203.0.113.7"}},
	}
	for _, deployment := range found.deployments {
		labels := map[string]string{}
		for key, value := range found.namespaces[deployment.Namespace].Labels {
			labels[key] = value
		}
		labels[corev1.LabelMetadataName] = "impostor"
		peers = append(peers, pod("impostor/"+deployment.Namespace+"/"+deployment.Name, labels, deployment.Spec.Template.Labels, 201))
	}
	return peers
}

func elsewhere(name string, podLabels map[string]string) peer {
	namespace, _, _ := strings.Cut(name, "/")
	return pod(name, map[string]string{corev1.LabelMetadataName: namespace}, podLabels, 202)
}

func pod(name string, namespaceLabels, podLabels map[string]string, address int) peer {
	return peer{name: name, at: matcher.TrafficPeer{
		Internal: &matcher.InternalPeer{PodLabels: podLabels, NamespaceLabels: namespaceLabels, Namespace: namespaceLabels[corev1.LabelMetadataName]},
		IP:       fmt.Sprintf("10.244.0.%d", address),
	}}
}

func missing(these, those map[string]bool, what string) []string {
	var lines []string
	for line := range these {
		if !those[line] {
			lines = append(lines, line+": "+what)
		}
	}
	sort.Strings(lines)
	return lines
}
