package main

import (
	"fmt"

	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

// Whether Pod Security Admission admits every pod at the restricted level of a Kubernetes version.
func pods(args []string) ([]string, error) {
	if len(args) != 2 {
		return nil, fmt.Errorf("judge pods VERSION DIR")
	}
	version, err := api.ParseVersion("v" + args[0])
	if err != nil {
		return nil, err
	}
	found, err := read(args[1])
	if err != nil {
		return nil, err
	}
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	if err != nil {
		return nil, err
	}
	level := api.LevelVersion{Level: api.LevelRestricted, Version: version}
	var findings []string
	for _, deployment := range found.deployments {
		template := deployment.Spec.Template
		result := policy.AggregateCheckResults(evaluator.EvaluatePod(level, &template.ObjectMeta, &template.Spec))
		if !result.Allowed {
			findings = append(findings, fmt.Sprintf("%s/%s: %s", deployment.Namespace, deployment.Name, result.ForbiddenDetail()))
		}
	}
	if len(findings) == 0 {
		fmt.Printf("%d pods meet %s\n", len(found.deployments), level)
	}
	return findings, nil
}
