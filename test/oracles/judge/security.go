package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

const newestMinor = 37

// What is known of a check in one version of the standards.
type checkInVersion struct {
	ID        policy.CheckID   `json:"id"`
	Level     api.Level        `json:"level"`
	Overrides []policy.CheckID `json:"overrides"`
	// Whether the check reads pods otherwise than in the version before.
	New bool `json:"new"`
}

// What a version of the standards says of a pod: the checks that forbid it, each asked on its own, and the levels that admit it.
type verdict struct {
	Forbidden []policy.CheckID `json:"forbidden"`
	Admitted  []api.Level      `json:"admitted"`
}

// Reads pods, one in each line, and writes the checks of each version, then for each pod what each version says of it.
func security(in io.Reader, out io.Writer) error {
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	if err != nil {
		return err
	}
	writer := bufio.NewWriter(out)
	encoder := json.NewEncoder(writer)
	checks := policy.DefaultChecks()
	known := make([][]checkInVersion, newestMinor+1)
	functions := make([][]policy.CheckPodFn, newestMinor+1)
	for minor := range known {
		for _, check := range checks {
			if current := inVersion(check, minor); current != nil {
				known[minor] = append(known[minor], checkInVersion{check.ID, check.Level, current.OverrideCheckIDs, current.MinimumVersion.Minor() == minor})
				functions[minor] = append(functions[minor], current.CheckPod)
			}
		}
	}
	if err := encoder.Encode(known); err != nil {
		return err
	}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var pod corev1.Pod
		decoder := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&pod); err != nil {
			return fmt.Errorf("%s: %w", lines.Text(), err)
		}
		setDefaults(&pod.Spec)
		verdicts := make([]verdict, newestMinor+1)
		for minor := range verdicts {
			for index, function := range functions[minor] {
				if !function(&pod.ObjectMeta, &pod.Spec).Allowed {
					verdicts[minor].Forbidden = append(verdicts[minor].Forbidden, known[minor][index].ID)
				}
			}
			for _, level := range []api.Level{api.LevelBaseline, api.LevelRestricted} {
				results := evaluator.EvaluatePod(api.LevelVersion{Level: level, Version: api.MajorMinorVersion(1, minor)}, &pod.ObjectMeta, &pod.Spec)
				if policy.AggregateCheckResults(results).Allowed {
					verdicts[minor].Admitted = append(verdicts[minor].Admitted, level)
				}
			}
		}
		if err := encoder.Encode(verdicts); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return err
	}
	return writer.Flush()
}

// What a check asks in a version; nil before there was such a check.
func inVersion(check policy.Check, minor int) *policy.VersionedCheck {
	var current *policy.VersionedCheck
	for index, versioned := range check.Versions {
		if versioned.MinimumVersion.Minor() <= minor {
			current = &check.Versions[index]
		}
	}
	return current
}

// The defaults that the API server sets, of those that a check reads, before it asks.
// https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/apis/core/v1/defaults.go
func setDefaults(spec *corev1.PodSpec) {
	for index, volume := range spec.Volumes {
		if volume.VolumeSource == (corev1.VolumeSource{}) {
			spec.Volumes[index].EmptyDir = &corev1.EmptyDirVolumeSource{}
		}
	}
	if !spec.HostNetwork {
		return
	}
	for _, containers := range [][]corev1.Container{spec.InitContainers, spec.Containers} {
		for _, container := range containers {
			for index, port := range container.Ports {
				if port.HostPort == 0 {
					container.Ports[index].HostPort = port.ContainerPort
				}
			}
		}
	}
}
