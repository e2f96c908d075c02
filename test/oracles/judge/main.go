// Command judge asks Kubernetes' own code, and a network policy engine that others wrote, about a synthesized folder.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/util/yaml"
)

// What of a folder the questions are about.
type folder struct {
	path        string
	namespaces  map[string]corev1.Namespace
	deployments []appsv1.Deployment
	policies    []*networkingv1.NetworkPolicy
}

func main() {
	questions := map[string]func([]string) ([]string, error){"pods": pods, "nodes": nodes, "calls": calls}
	if len(os.Args) > 1 && os.Args[1] == "kubectl" {
		must(fakeKubectl(os.Args[2:]))
		return
	}
	if len(os.Args) == 2 && os.Args[1] == "security" {
		must(security(os.Stdin, os.Stdout))
		return
	}
	if len(os.Args) == 2 && os.Args[1] == "placement" {
		must(placement(os.Stdin, os.Stdout))
		return
	}
	if len(os.Args) < 3 || questions[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "judge pods VERSION DIR | judge nodes DIR NAMESPACE=POOL... | judge calls DIR TABLE | judge security < PODS | judge placement < PAIRS")
		os.Exit(2)
	}
	findings, err := questions[os.Args[1]](os.Args[2:])
	must(err)
	for _, finding := range findings {
		fmt.Println(finding)
	}
	if len(findings) > 0 {
		os.Exit(1)
	}
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

// The folder's objects, decoded as strictly as the API server is asked to with --validate=strict.
func read(path string) (folder, error) {
	found := folder{path: path, namespaces: map[string]corev1.Namespace{}}
	files, err := filepath.Glob(filepath.Join(path, "*.yaml"))
	if err != nil {
		return found, err
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return found, err
		}
		documents := yaml.NewDocumentDecoder(io.NopCloser(bytes.NewReader(text)))
		buffer := make([]byte, len(text)+1)
		for {
			length, err := documents.Read(buffer)
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return found, err
			}
			if err := found.add(buffer[:length]); err != nil {
				return found, fmt.Errorf("%s: %w", file, err)
			}
		}
	}
	if len(found.deployments) == 0 {
		return found, fmt.Errorf("%s has no Deployments", path)
	}
	return found, nil
}

func (f *folder) add(document []byte) error {
	var kind struct{ Kind string }
	if err := yaml.Unmarshal(document, &kind); err != nil {
		return err
	}
	switch kind.Kind {
	case "Namespace":
		var namespace corev1.Namespace
		if err := yaml.UnmarshalStrict(document, &namespace); err != nil {
			return err
		}
		labels := map[string]string{}
		for key, value := range namespace.Labels {
			labels[key] = value
		}
		// The API server sets it.
		labels[corev1.LabelMetadataName] = namespace.Name
		namespace.Labels = labels
		f.namespaces[namespace.Name] = namespace
	case "Deployment":
		var deployment appsv1.Deployment
		if err := yaml.UnmarshalStrict(document, &deployment); err != nil {
			return err
		}
		f.deployments = append(f.deployments, deployment)
	case "NetworkPolicy":
		var policy networkingv1.NetworkPolicy
		if err := yaml.UnmarshalStrict(document, &policy); err != nil {
			return err
		}
		f.policies = append(f.policies, &policy)
	}
	return nil
}
