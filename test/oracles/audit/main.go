// Command audit asks others what they make of audit policies and audit rules.
//
//	audit policies   Kubernetes' policy reader and evaluator: a policy and requests a line in, its answers a line out
//	audit rules      go-libaudit, which builds what the kernel is sent: a line of a rule in, a line out, empty when all is well
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/elastic/go-libaudit/v2/rule"
	"github.com/elastic/go-libaudit/v2/rule/flags"
	"k8s.io/apiserver/pkg/audit/policy"
	"k8s.io/apiserver/pkg/authentication/user"
	"k8s.io/apiserver/pkg/authorization/authorizer"
)

type question struct {
	// The text of the file.
	Policy   string
	Requests []request
}

type request struct {
	// No user for a request whose sender could not be told.
	Anybody                                             bool
	User                                                string
	Groups                                              []string
	Verb, Group, Resource, Subresource, Name, Namespace string
	// Of a request for no resource.
	Path string
}

type answer struct {
	// Why the API server does not start with it.
	Refused string
	Levels  []string
	Omits   [][]string
}

func main() {
	commands := map[string]func() error{"policies": policies, "rules": rules}
	run := commands[strings.Join(os.Args[1:], " ")]
	if run == nil {
		fmt.Fprintln(os.Stderr, "expected one of: policies, rules")
		os.Exit(2)
	}
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

func policies() error {
	out := json.NewEncoder(os.Stdout)
	decoder := json.NewDecoder(bufio.NewReader(os.Stdin))
	for decoder.More() {
		var asked question
		if err := decoder.Decode(&asked); err != nil {
			return err
		}
		if err := out.Encode(asked.answer()); err != nil {
			return err
		}
	}
	return nil
}

func (asked question) answer() answer {
	found := answer{Levels: []string{}, Omits: [][]string{}}
	read, err := policy.LoadPolicyFromBytes([]byte(asked.Policy))
	if err != nil {
		found.Refused = err.Error()
		return found
	}
	evaluator := policy.NewPolicyRuleEvaluator(read)
	for _, each := range asked.Requests {
		config := evaluator.EvaluatePolicyRule(each.attributes())
		omits := []string{}
		for _, stage := range config.OmitStages {
			omits = append(omits, string(stage))
		}
		slices.Sort(omits)
		found.Levels = append(found.Levels, string(config.Level))
		found.Omits = append(found.Omits, slices.Compact(omits))
	}
	return found
}

func (each request) attributes() authorizer.Attributes {
	record := authorizer.AttributesRecord{
		Verb: each.Verb, Namespace: each.Namespace, APIGroup: each.Group, Resource: each.Resource, Subresource: each.Subresource,
		Name: each.Name, ResourceRequest: each.Path == "", Path: each.Path,
	}
	if !each.Anybody {
		record.User = &user.DefaultInfo{Name: each.User, Groups: each.Groups}
	}
	return record
}

func rules() error {
	scanner := bufio.NewScanner(os.Stdin)
	for scanner.Scan() {
		fmt.Println(refusal(scanner.Text()))
	}
	return scanner.Err()
}

func refusal(line string) string {
	parsed, err := flags.Parse(line)
	if err != nil {
		return err.Error()
	}
	if _, err := rule.Build(parsed); err != nil {
		return err.Error()
	}
	return ""
}
