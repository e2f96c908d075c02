// Command authorizer asks Kubernetes' own RBAC authorizer what Palisade is asked: one cluster a line in, its answers a line out.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"

	rbacv1 "k8s.io/api/rbac/v1"
	"k8s.io/apimachinery/pkg/api/equality"
	"k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/authentication/user"
	"k8s.io/apiserver/pkg/authorization/authorizer"
	covering "k8s.io/component-helpers/auth/rbac/validation"
	"k8s.io/kubernetes/plugin/pkg/auth/authorizer/rbac"
	"k8s.io/kubernetes/plugin/pkg/auth/authorizer/rbac/bootstrappolicy"
)

// A cluster's roles and bindings, and what is asked of them.
type cluster struct {
	ClusterRoles        []rbacv1.ClusterRole
	Roles               []rbacv1.Role
	ClusterRoleBindings []rbacv1.ClusterRoleBinding
	RoleBindings        []rbacv1.RoleBinding
	// Whether the roles and bindings of the API server count as well.
	Defaults bool
	Requests []request
	Lists    []list
	Covers   []cover
}

type request struct {
	User                                                string
	Groups                                              []string
	Verb, Group, Resource, Subresource, Name, Namespace string
	// Of a request for no resource.
	Path string
}

type list struct {
	User      string
	Groups    []string
	Namespace string
}

type cover struct{ Owned, Wanted []rbacv1.PolicyRule }

type answers struct {
	Allowed []bool
	Lists   []listed
	Covers  []bool
}

type listed struct {
	Resources []authorizer.ResourceRuleInfo
	Paths     []authorizer.NonResourceRuleInfo
}

func main() {
	out := json.NewEncoder(os.Stdout)
	decoder := json.NewDecoder(bufio.NewReader(os.Stdin))
	for decoder.More() {
		var given cluster
		if err := decoder.Decode(&given); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		if err := out.Encode(given.answers()); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
	}
}

func (given *cluster) answers() answers {
	if given.Defaults {
		given.addDefaults()
	}
	given.aggregate()
	judge := rbac.New(given, given, given, given)
	found := answers{Allowed: []bool{}, Lists: []listed{}, Covers: []bool{}}
	for _, each := range given.Requests {
		decision, _, _ := judge.Authorize(context.Background(), authorizer.AttributesRecord{
			User: &user.DefaultInfo{Name: each.User, Groups: each.Groups}, Verb: each.Verb, Namespace: each.Namespace, APIGroup: each.Group,
			Resource: each.Resource, Subresource: each.Subresource, Name: each.Name, ResourceRequest: each.Path == "", Path: each.Path,
		})
		found.Allowed = append(found.Allowed, decision == authorizer.DecisionAllow)
	}
	for _, each := range given.Lists {
		// An error is about roles that are not there.
		resources, paths, _, _ := judge.RulesFor(context.Background(), &user.DefaultInfo{Name: each.User, Groups: each.Groups}, each.Namespace)
		answer := listed{Resources: []authorizer.ResourceRuleInfo{}, Paths: []authorizer.NonResourceRuleInfo{}}
		answer.Resources = append(answer.Resources, resources...)
		answer.Paths = append(answer.Paths, paths...)
		found.Lists = append(found.Lists, answer)
	}
	for _, each := range given.Covers {
		covered, _ := covering.Covers(each.Owned, each.Wanted)
		found.Covers = append(found.Covers, covered)
	}
	return found
}

// What the controller that puts aggregated roles together does, until nothing changes any more.
func (given *cluster) aggregate() {
	for changed := true; changed; {
		changed = false
		for index := range given.ClusterRoles {
			role := &given.ClusterRoles[index]
			if role.AggregationRule == nil {
				continue
			}
			rules := []rbacv1.PolicyRule{}
			for _, written := range role.AggregationRule.ClusterRoleSelectors {
				selector, err := metav1.LabelSelectorAsSelector(&written)
				if err != nil {
					fmt.Fprintln(os.Stderr, err)
					os.Exit(2)
				}
				for _, other := range given.ClusterRoles {
					if other.Name != role.Name && selector.Matches(labels.Set(other.Labels)) {
						rules = append(rules, other.Rules...)
					}
				}
			}
			rules = unique(rules)
			// Applied without rules, the field is left to whoever has written it.
			if len(rules) == 0 {
				continue
			}
			if !equality.Semantic.DeepEqual(rules, role.Rules) {
				role.Rules, changed = rules, true
			}
		}
	}
}

func unique(rules []rbacv1.PolicyRule) []rbacv1.PolicyRule {
	found := []rbacv1.PolicyRule{}
	for _, rule := range rules {
		if !slices.ContainsFunc(found, func(other rbacv1.PolicyRule) bool { return equality.Semantic.DeepEqual(rule, other) }) {
			found = append(found, rule)
		}
	}
	return found
}

// The roles and bindings that the API server makes.
func (given *cluster) addDefaults() {
	given.ClusterRoles = append(given.ClusterRoles, bootstrappolicy.ClusterRoles()...)
	given.ClusterRoles = append(given.ClusterRoles, bootstrappolicy.ControllerRoles()...)
	given.ClusterRoleBindings = append(given.ClusterRoleBindings, bootstrappolicy.ClusterRoleBindings()...)
	given.ClusterRoleBindings = append(given.ClusterRoleBindings, bootstrappolicy.ControllerRoleBindings()...)
	for _, roles := range bootstrappolicy.NamespaceRoles() {
		given.Roles = append(given.Roles, roles...)
	}
	for _, bindings := range bootstrappolicy.NamespaceRoleBindings() {
		given.RoleBindings = append(given.RoleBindings, bindings...)
	}
}

func (given *cluster) GetRole(_ context.Context, namespace, name string) (*rbacv1.Role, error) {
	for index, role := range given.Roles {
		if role.Namespace == namespace && role.Name == name {
			return &given.Roles[index], nil
		}
	}
	return nil, errors.NewNotFound(schema.GroupResource{Resource: "roles"}, name)
}

func (given *cluster) GetClusterRole(_ context.Context, name string) (*rbacv1.ClusterRole, error) {
	for index, role := range given.ClusterRoles {
		if role.Name == name {
			return &given.ClusterRoles[index], nil
		}
	}
	return nil, errors.NewNotFound(schema.GroupResource{Resource: "clusterroles"}, name)
}

func (given *cluster) ListRoleBindings(_ context.Context, namespace string) ([]*rbacv1.RoleBinding, error) {
	var found []*rbacv1.RoleBinding
	for index, binding := range given.RoleBindings {
		if binding.Namespace == namespace {
			found = append(found, &given.RoleBindings[index])
		}
	}
	return found, nil
}

func (given *cluster) ListClusterRoleBindings(context.Context) ([]*rbacv1.ClusterRoleBinding, error) {
	var found []*rbacv1.ClusterRoleBinding
	for index := range given.ClusterRoleBindings {
		found = append(found, &given.ClusterRoleBindings[index])
	}
	return found, nil
}
