package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	corev1 "k8s.io/api/core/v1"
	helpers "k8s.io/component-helpers/scheduling/corev1"
	"k8s.io/klog/v2"
)

// A pod, the kind that runs it, and a node that it may land on.
type pair struct {
	Kind string       `json:"kind"`
	Pod  corev1.Pod   `json:"pod"`
	Node *corev1.Node `json:"node"`
}

// Reads pods and nodes, a pair in each line, and writes for each whether the pod may land there: without and with the feature gate
// TaintTolerationComparisonOperators.
func placement(in io.Reader, out io.Writer) error {
	writer := bufio.NewWriter(out)
	encoder := json.NewEncoder(writer)
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<24)
	// What Kubernetes says about values that are no numbers is not asked for.
	klog.SetOutput(io.Discard)
	klog.LogToStderr(false)
	for lines.Scan() {
		var asked pair
		decoder := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&asked); err != nil {
			return fmt.Errorf("%s: %w", lines.Text(), err)
		}
		if err := encoder.Encode([]bool{asked.lands(false), asked.lands(true)}); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return err
	}
	return writer.Flush()
}

// The scheduler's question; for a pod that names its node the kubelet's, and for one of a DaemonSet the controller's.
func (p pair) lands(comparisons bool) bool {
	spec := &p.Pod.Spec
	if spec.NodeName != "" && spec.NodeName != p.Node.Name {
		return false
	}
	effects := []corev1.TaintEffect{corev1.TaintEffectNoSchedule, corev1.TaintEffectNoExecute}
	tolerations := spec.Tolerations
	if p.Kind == "DaemonSet" {
		tolerations = append(daemonTolerations(spec.HostNetwork), tolerations...)
	} else {
		// The admission plugin DefaultTolerationSeconds, which is on by default.
		for _, key := range []string{corev1.TaintNodeNotReady, corev1.TaintNodeUnreachable} {
			sick := corev1.Toleration{Key: key, Operator: corev1.TolerationOpExists, Effect: corev1.TaintEffectNoExecute}
			tolerations = append([]corev1.Toleration{sick}, tolerations...)
		}
		if spec.NodeName != "" {
			effects = effects[1:]
		}
	}
	_, untolerated := helpers.FindMatchingUntoleratedTaint(klog.Background(), p.Node.Spec.Taints, tolerations, func(taint *corev1.Taint) bool {
		for _, effect := range effects {
			if taint.Effect == effect {
				return true
			}
		}
		return false
	}, comparisons)
	if untolerated || !pinned(&p.Pod, p.Node) {
		return false
	}
	// Only the scheduler looks at cordons.
	if !p.Node.Spec.Unschedulable || len(effects) == 1 {
		return true
	}
	cordon := &corev1.Taint{Key: corev1.TaintNodeUnschedulable, Effect: corev1.TaintEffectNoSchedule}
	return helpers.TolerationsTolerateTaint(klog.Background(), tolerations, cordon, comparisons)
}

// https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/#taints-and-tolerations
func daemonTolerations(hostNetwork bool) []corev1.Toleration {
	effects := map[string]corev1.TaintEffect{
		corev1.TaintNodeNotReady:       corev1.TaintEffectNoExecute,
		corev1.TaintNodeUnreachable:    corev1.TaintEffectNoExecute,
		corev1.TaintNodeDiskPressure:   corev1.TaintEffectNoSchedule,
		corev1.TaintNodeMemoryPressure: corev1.TaintEffectNoSchedule,
		corev1.TaintNodePIDPressure:    corev1.TaintEffectNoSchedule,
		corev1.TaintNodeUnschedulable:  corev1.TaintEffectNoSchedule,
	}
	if hostNetwork {
		effects[corev1.TaintNodeNetworkUnavailable] = corev1.TaintEffectNoSchedule
	}
	var tolerations []corev1.Toleration
	for key, effect := range effects {
		tolerations = append(tolerations, corev1.Toleration{Key: key, Operator: corev1.TolerationOpExists, Effect: effect})
	}
	return tolerations
}
