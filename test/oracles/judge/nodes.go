package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	helpers "k8s.io/component-helpers/scheduling/corev1"
	"k8s.io/component-helpers/scheduling/corev1/nodeaffinity"
	"k8s.io/klog/v2"
)

const fakeState = "JUDGE_NODE"

// Whether each namespace's pods run on the nodes of its own pool and on no others, on nodes as the folder's scripts make them, and
// whether a pod of nobody is kept off the tainted ones, even if it names its node.
func nodes(args []string) ([]string, error) {
	found, err := read(args[0])
	if err != nil {
		return nil, err
	}
	poolOf := map[string]string{}
	for _, pair := range args[1:] {
		namespace, pool, _ := strings.Cut(pair, "=")
		poolOf[namespace] = pool
	}
	cluster, err := clusterOf(args[0])
	if err != nil {
		return nil, err
	}
	var findings []string
	complain := func(format string, values ...any) { findings = append(findings, fmt.Sprintf(format, values...)) }
	asked := 0
	for _, deployment := range found.deployments {
		pod := &corev1.Pod{Spec: deployment.Spec.Template.Spec}
		name := deployment.Namespace + "/" + deployment.Name
		for _, node := range cluster {
			asked++
			wanted := node.Name == poolOf[deployment.Namespace]
			if got := scheduled(pod, node); got != wanted {
				complain("%s on a node of '%s': scheduled %t, expected %t", name, node.Name, got, wanted)
			}
			// PodNodeSelector would add this to the pod.
			selector, err := labels.ConvertSelectorToLabelsMap(found.namespaces[deployment.Namespace].Annotations["scheduler.alpha.kubernetes.io/node-selector"])
			if err != nil {
				return nil, err
			}
			if got := selector.AsSelector().Matches(labels.Set(node.Labels)); got != wanted {
				complain("the node selector of %s on a node of '%s': %t, expected %t", deployment.Namespace, node.Name, got, wanted)
			}
		}
	}
	stranger := &corev1.Pod{}
	for _, node := range cluster {
		asked++
		tainted := len(node.Spec.Taints) > 0
		if scheduled(stranger, node) == tainted || admittedByKubelet(stranger, node) == tainted {
			complain("a stranger's pod on a node of '%s', with taints %v", node.Name, node.Spec.Taints)
		}
	}
	if len(findings) == 0 {
		fmt.Printf("%d pods and nodes are together or apart as they should be\n", asked)
	}
	return findings, nil
}

// The scheduler's question: taints and required affinity.
func scheduled(pod *corev1.Pod, node *corev1.Node) bool {
	return tolerates(pod, node, corev1.TaintEffectNoSchedule, corev1.TaintEffectNoExecute) && pinned(pod, node)
}

// The kubelet's question about a pod that names its node: of the taints, only NoExecute.
func admittedByKubelet(pod *corev1.Pod, node *corev1.Node) bool {
	return tolerates(pod, node, corev1.TaintEffectNoExecute) && pinned(pod, node)
}

func tolerates(pod *corev1.Pod, node *corev1.Node, effects ...corev1.TaintEffect) bool {
	_, untolerated := helpers.FindMatchingUntoleratedTaint(klog.Background(), node.Spec.Taints, pod.Spec.Tolerations, func(taint *corev1.Taint) bool {
		for _, effect := range effects {
			if taint.Effect == effect {
				return true
			}
		}
		return false
	}, false)
	return !untolerated
}

func pinned(pod *corev1.Pod, node *corev1.Node) bool {
	matches, err := nodeaffinity.GetRequiredNodeAffinity(pod).Match(node)
	return err == nil && matches
}

// A node of each pool, named after it, and one of no pool.
func clusterOf(directory string) ([]*corev1.Node, error) {
	scripts, err := filepath.Glob(filepath.Join(directory, "nodes", "*.sh"))
	if err != nil {
		return nil, err
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cluster := []*corev1.Node{newNode("")}
	for _, script := range scripts {
		node := newNode(strings.TrimSuffix(filepath.Base(script), ".sh"))
		state := filepath.Join(os.TempDir(), fmt.Sprintf("judge-%d", os.Getpid()))
		defer os.Remove(state)
		if err := os.WriteFile(state, nil, 0o600); err != nil {
			return nil, err
		}
		command := exec.Command("bash", script, "assign", node.Name)
		command.Env = append(os.Environ(), "KUBECTL="+self+" kubectl", fakeState+"="+state)
		command.Stderr = os.Stderr
		if err := command.Run(); err != nil {
			return nil, fmt.Errorf("%s: %w", script, err)
		}
		said, err := os.ReadFile(state)
		if err != nil {
			return nil, err
		}
		for _, line := range strings.Fields(string(said)) {
			apply(node, line)
		}
		cluster = append(cluster, node)
	}
	return cluster, nil
}

func newNode(name string) *corev1.Node {
	return &corev1.Node{ObjectMeta: metav1.ObjectMeta{Name: name, Labels: map[string]string{
		corev1.LabelOSStable: "linux", corev1.LabelHostname: name, "node-role.kubernetes.io/worker": "",
	}}}
}

// `key=value` is a label, `key=value:Effect` a taint.
func apply(node *corev1.Node, line string) {
	key, value, _ := strings.Cut(line, "=")
	value, effect, tainted := strings.Cut(value, ":")
	if tainted {
		node.Spec.Taints = append(node.Spec.Taints, corev1.Taint{Key: key, Value: value, Effect: corev1.TaintEffect(effect)})
	} else {
		node.Labels[key] = value
	}
}

// Stands in for kubectl: notes what is set on a node that had nothing.
func fakeKubectl(args []string) error {
	if args[0] != "taint" && args[0] != "label" {
		return nil
	}
	state, err := os.OpenFile(os.Getenv(fakeState), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer state.Close()
	for _, arg := range args[3:] {
		if !strings.HasPrefix(arg, "-") {
			fmt.Fprintln(state, arg)
		}
	}
	return nil
}
