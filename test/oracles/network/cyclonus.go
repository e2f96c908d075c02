package main

import (
	"fmt"

	"github.com/mattfenwick/cyclonus/pkg/matcher"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/runtime"
)

type end struct {
	name  string
	peer  matcher.TrafficPeer
	ports []corev1.ContainerPort
}

// Cyclonus answers for one port of two peers at a time, and has to be told what the port is called. Pods have addresses of IPv6, which
// are in no block of IPv4.
func cyclonus(asked question) ([]string, error) {
	namespaces := map[string]map[string]string{}
	var ends []end
	var policies []*networkingv1.NetworkPolicy
	for _, object := range asked.Objects {
		var err error
		switch object["kind"] {
		case "Namespace":
			var namespace corev1.Namespace
			err = convert(object, &namespace)
			namespaces[namespace.Name] = namespace.Labels
		case "NetworkPolicy":
			var policy networkingv1.NetworkPolicy
			err = convert(object, &policy)
			policies = append(policies, &policy)
		}
		if err != nil {
			return nil, err
		}
	}
	for _, object := range asked.Objects {
		if object["kind"] != "Deployment" {
			continue
		}
		var deployment appsv1.Deployment
		if err := convert(object, &deployment); err != nil {
			return nil, err
		}
		template := deployment.Spec.Template
		ends = append(ends, end{
			name:  deployment.Namespace + "/" + deployment.Name,
			ports: template.Spec.Containers[0].Ports,
			peer: matcher.TrafficPeer{
				IP: fmt.Sprintf("fd99::%d", len(ends)+1),
				Internal: &matcher.InternalPeer{
					Namespace: deployment.Namespace, NamespaceLabels: namespaces[deployment.Namespace], PodLabels: template.Labels,
				},
			},
		})
	}
	for _, address := range asked.Addresses {
		ends = append(ends, end{name: address, peer: matcher.TrafficPeer{IP: address}})
	}
	policy := matcher.BuildNetworkPolicies(false, policies)
	var open []string
	for i := range ends {
		for j := range ends {
			from, to := &ends[i], &ends[j]
			if from == to || (from.peer.Internal == nil && to.peer.Internal == nil) {
				continue
			}
			for _, each := range asked.Ports {
				traffic := &matcher.Traffic{
					Source: &from.peer, Destination: &to.peer, ResolvedPort: each.Number, ResolvedPortName: nameOf(to, each), Protocol: corev1.Protocol(each.Protocol),
				}
				if policy.IsTrafficAllowed(traffic).IsAllowed() {
					open = append(open, opened(from.name, to.name, each))
				}
			}
		}
	}
	return open, nil
}

func nameOf(to *end, asked port) string {
	for _, each := range to.ports {
		if int(each.ContainerPort) == asked.Number && string(each.Protocol) == asked.Protocol {
			return each.Name
		}
	}
	return ""
}

func convert(object map[string]any, into any) error {
	return runtime.DefaultUnstructuredConverter.FromUnstructured(object, into)
}
