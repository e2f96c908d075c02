package main

import (
	"context"
	"net/netip"

	"github.com/mattfenwick/cyclonus/pkg/matcher"
	"golang.org/x/sys/unix"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
)

// Cyclonus' policies and what an address stands for, both as the API server has them now.
type engine struct {
	policies *matcher.Policy
	pods     map[netip.Addr]*corev1.Pod
	labels   map[string]map[string]string
}

func newEngine(kubeconfig string) (*engine, error) {
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return nil, err
	}
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return nil, err
	}
	ctx, all := context.Background(), metav1.ListOptions{}
	namespaces, err := client.CoreV1().Namespaces().List(ctx, all)
	if err != nil {
		return nil, err
	}
	pods, err := client.CoreV1().Pods("").List(ctx, all)
	if err != nil {
		return nil, err
	}
	policies, err := client.NetworkingV1().NetworkPolicies("").List(ctx, all)
	if err != nil {
		return nil, err
	}
	made := &engine{pods: map[netip.Addr]*corev1.Pod{}, labels: map[string]map[string]string{}}
	for _, namespace := range namespaces.Items {
		made.labels[namespace.Name] = namespace.Labels
	}
	for index, pod := range pods.Items {
		for _, address := range pod.Status.PodIPs {
			parsed, err := netip.ParseAddr(address.IP)
			if err != nil {
				return nil, err
			}
			made.pods[parsed] = &pods.Items[index]
		}
	}
	var each []*networkingv1.NetworkPolicy
	for index := range policies.Items {
		each = append(each, &policies.Items[index])
	}
	made.policies = matcher.BuildNetworkPolicies(false, each)
	return made, nil
}

func (engine *engine) allows(asked flow) bool {
	protocol := corev1.ProtocolTCP
	if asked.protocol == unix.IPPROTO_UDP {
		protocol = corev1.ProtocolUDP
	}
	return engine.policies.IsTrafficAllowed(&matcher.Traffic{
		Source:           engine.at(asked.from),
		Destination:      engine.at(asked.to),
		ResolvedPort:     int(asked.port),
		ResolvedPortName: portName(engine.pods[asked.to], asked.port, protocol),
		Protocol:         protocol,
	}).IsAllowed()
}

// An address that no pod has is outside.
func (engine *engine) at(address netip.Addr) *matcher.TrafficPeer {
	found := &matcher.TrafficPeer{IP: address.String()}
	if pod := engine.pods[address]; pod != nil {
		found.Internal = &matcher.InternalPeer{PodLabels: pod.Labels, NamespaceLabels: engine.labels[pod.Namespace], Namespace: pod.Namespace}
	}
	return found
}

// Cyclonus does not look names of ports up; the called pod has them.
func portName(pod *corev1.Pod, number uint16, protocol corev1.Protocol) string {
	if pod == nil {
		return ""
	}
	for _, container := range pod.Spec.Containers {
		for _, port := range container.Ports {
			if port.ContainerPort == int32(number) && port.Protocol == protocol {
				return port.Name
			}
		}
	}
	return ""
}
