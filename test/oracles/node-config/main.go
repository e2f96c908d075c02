// Says whether the kubelet and kube-proxy of one version accept configuration: decoded strictly, with defaults, and validated as they do
// when they start.
package main

import (
	"fmt"
	"os"
	"reflect"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	utilfeature "k8s.io/apiserver/pkg/util/feature"
	cliflag "k8s.io/component-base/cli/flag"
	kubeletconfig "k8s.io/kubernetes/pkg/kubelet/apis/config"
	kubeletscheme "k8s.io/kubernetes/pkg/kubelet/apis/config/scheme"
	kubeletvalidation "k8s.io/kubernetes/pkg/kubelet/apis/config/validation"
	proxyconfig "k8s.io/kubernetes/pkg/proxy/apis/config"
	proxyscheme "k8s.io/kubernetes/pkg/proxy/apis/config/scheme"
	proxyvalidation "k8s.io/kubernetes/pkg/proxy/apis/config/validation"
)

func judge(path string) (problem error) {
	// Some versions say in this way that they know no such feature gate.
	defer func() {
		if reason := recover(); reason != nil {
			problem = fmt.Errorf("%v", reason)
		}
	}()
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	_, kubelets, err := kubeletscheme.NewSchemeAndCodecs(serializer.EnableStrict)
	if err != nil {
		return err
	}
	object, _, err := kubelets.UniversalDecoder().Decode(data, nil, nil)
	if runtime.IsNotRegisteredError(err) {
		object, _, err = proxyscheme.Codecs.UniversalDecoder().Decode(data, nil, nil)
	}
	if err != nil {
		return err
	}
	switch config := object.(type) {
	case *kubeletconfig.KubeletConfiguration:
		if _, err := cliflag.TLSCipherSuites(config.TLSCipherSuites); err != nil {
			return err
		}
		if _, err := cliflag.TLSVersion(config.TLSMinVersion); err != nil {
			return err
		}
		// Whether this host has cgroup v1 says nothing about the configuration.
		if onlyV2 := reflect.ValueOf(config).Elem().FieldByName("FailCgroupV1"); onlyV2.IsValid() {
			onlyV2.SetBool(false)
		}
		return kubeletvalidation.ValidateKubeletConfiguration(config, utilfeature.DefaultFeatureGate)
	case *proxyconfig.KubeProxyConfiguration:
		return proxyvalidation.Validate(config).ToAggregate()
	default:
		return fmt.Errorf("is a %T, expected a configuration of the kubelet or kube-proxy", object)
	}
}

func main() {
	failed := false
	for _, path := range os.Args[1:] {
		if err := judge(path); err != nil {
			fmt.Printf("%s: %v\n", path, err)
			failed = true
		}
	}
	if failed {
		os.Exit(1)
	}
}
